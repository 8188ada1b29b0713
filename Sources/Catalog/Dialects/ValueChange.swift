// SPDX-License-Identifier: Apache-2.0

/// What became of a Helm value that governs actions between two charts, or two versions of one.
package struct ValueChange: Hashable, Sendable {
  package enum Kind: String, Sendable {
    /// The newer chart has it and the older one had nothing like it.
    case added
    /// The newer chart has nothing like it.
    case removed
    /// Other values turn on what it did.
    case renamed
    /// It means something else unless it is set.
    case defaultChanged = "default"
    /// It turns on something else.
    case effectChanged = "effect"
  }

  package var kind: Kind
  /// The dotted path of the value.
  package var key: String
  /// The values that took its place.
  package var replacements: [String] = []
  /// What it is unless set, in the older chart and in the newer; `nil` where it is not there, or
  /// not on record.
  package var defaultBefore: Bool?
  package var defaultAfter: Bool?
  /// Ids of what it turns on since, and no longer.
  package var gained: [String] = []
  package var lost: [String] = []
}

extension DialectVersion {
  /// What is different in `newer` for somebody who has values for this version; nothing where
  /// either does not say its chart's version. A value that changes in two respects is there twice.
  package func changes(to newer: DialectVersion) -> [ValueChange] {
    guard let old = chart, let new = newer.chart else { return [] }
    let known = Set(switches.map(\.key))
    var changes: [ValueChange] = []
    var successors: Set<String> = []
    for toggle in switches {
      guard let successor = newer.switches.first(where: { $0.key == toggle.key }) else {
        let actions = toggle.actions(in: old)
        let others = newer.switches.filter { other in
          !known.contains(other.key) && other.actions(in: new).contains(where: actions.contains)
        }.map(\.key)
        successors.formUnion(others)
        changes.append(
          ValueChange(
            kind: others.isEmpty ? .removed : .renamed, key: toggle.key, replacements: others,
            defaultBefore: toggle.defaultValue(in: old), lost: others.isEmpty ? actions : []))
        continue
      }
      changes += Self.changes(of: toggle, in: old, to: successor, in: new)
    }
    for toggle in newer.switches where !known.contains(toggle.key) {
      guard !successors.contains(toggle.key) else { continue }
      changes.append(
        ValueChange(
          kind: .added, key: toggle.key, defaultAfter: toggle.defaultValue(in: new),
          gained: toggle.actions(in: new)))
    }
    return changes
  }

  private static func changes(
    of toggle: Switch, in old: ChartVersion, to successor: Switch, in new: ChartVersion
  ) -> [ValueChange] {
    var changes: [ValueChange] = []
    let before = toggle.defaultValue(in: old)
    let after = successor.defaultValue(in: new)
    if before != after {
      changes.append(
        ValueChange(
          kind: .defaultChanged, key: toggle.key, defaultBefore: before, defaultAfter: after))
    }
    let had = toggle.actions(in: old)
    let has = successor.actions(in: new)
    if Set(had) != Set(has) {
      changes.append(
        ValueChange(
          kind: .effectChanged, key: toggle.key, defaultBefore: before, defaultAfter: after,
          gained: has.filter { !had.contains($0) }, lost: had.filter { !has.contains($0) }))
    }
    return changes
  }
}
