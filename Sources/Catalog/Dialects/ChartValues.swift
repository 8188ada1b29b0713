// SPDX-License-Identifier: Apache-2.0

package import YAMLSyntax

/// The values that a chart is rendered with: its own, and what is merged over them.
package struct ChartValues: Sendable {
  private var root: YAMLValue = .mapping([])
  /// Whether the chart's own values are among them, so that what is not there is nothing.
  private let isWhole: Bool

  package init(isWhole: Bool) { self.isWhole = isWhole }

  /// Lays `values` over what is there, as Helm does: mappings are merged, anything else replaces.
  package mutating func lay(_ values: YAMLValue) { root = Self.merged(root, values) }

  /// Lays one value over what is there; `path` is dotted.
  package mutating func lay(_ value: YAMLValue, at path: String) {
    var value = value
    for key in path.split(separator: ".").reversed() {
      value = .object([(String(key), value)])
    }
    lay(value)
  }

  private static func merged(_ below: YAMLValue, _ above: YAMLValue) -> YAMLValue {
    guard case .mapping(var entries) = below, case .mapping(let others) = above else {
      return above
    }
    for other in others {
      if let place = entries.firstIndex(where: { $0.key == other.key }) {
        entries[place].value = merged(entries[place].value, other.value)
      } else {
        entries.append(other)
      }
    }
    return .mapping(entries)
  }

  private enum Found {
    case value(YAMLValue)
    /// There is something else than a mapping on the way: at this path, with this value.
    case blocked(String, YAMLValue)
    case nothing
  }

  private func find(_ path: String) -> Found {
    var value = root
    var passed: [String] = []
    for key in path.split(separator: ".").map(String.init) {
      guard case .mapping(let entries) = value else {
        return .blocked(passed.joined(separator: "."), value)
      }
      guard let next = entries.last(where: { $0.key == key })?.value else { return .nothing }
      passed.append(key)
      value = next
    }
    return .value(value)
  }

  /// Whether the values have that switch, or leave room for it: a null or a boolean in the place of
  /// the mapping that would hold it.
  package func mayHave(_ toggle: Switch) -> Bool {
    switch find(toggle.key) {
    case .value, .blocked: true
    case .nothing: !isWhole
    }
  }

  /// What they say about a switch of `dialect`, as Helm's templates would take it.
  func setting(of toggle: Switch, in dialect: Dialect) -> Setting {
    switch find(toggle.key) {
    case .nothing: isWhole ? .off : .unset
    case .value(let value): Self.truth(of: value)
    case .blocked(let path, let value):
      if path == toggle.parent, toggle.parentMayBeBoolean {
        Self.truth(of: value)
      } else if dialect.mayBeBoolean(path) {
        .unset
      } else {
        .unclear("'\(path)' is not a mapping, as this chart version has it")
      }
    }
  }

  /// What `if` in a Helm template makes of a value: nothing, zero and what is empty are false, and
  /// every other text is true, "false" included.
  private static func truth(of value: YAMLValue) -> Setting {
    switch value {
    case .bool(let bool): bool ? .on : .off
    case .integer(let number): number == 0 ? .off : .on
    case .float(let number): number == 0 ? .off : .on
    case .string(let text): text.isEmpty ? .off : .on
    case .null: .off
    case .sequence(let elements): elements.isEmpty ? .off : .on
    case .mapping(let entries): entries.isEmpty ? .off : .on
    }
  }
}

extension DialectVersion {
  /// What a chart's values switch on; without a chart version, in the newest that the catalog
  /// knows.
  package func actions(switchedOnBy values: ChartValues, in catalog: Catalog) -> SwitchedActions {
    let states = states(in: askedCharts) { values.setting(of: $0, in: dialect) }
    return result(states, catalog, [])
  }
}

extension Dialect {
  /// Whether a boolean may replace the mapping at `path`.
  fileprivate func mayBeBoolean(_ path: String) -> Bool {
    switches.contains { $0.parentMayBeBoolean && $0.parent == path }
  }
}
