// SPDX-License-Identifier: Apache-2.0

/// A Helm value that switches actions on.
package struct Switch: Hashable, Sendable {
  /// The dotted path of the value.
  package var key: String
  /// The chart versions that have it.
  package var versions: VersionSpan<ChartVersion>
  /// What it is unless set, by the first chart version where that holds, oldest first.
  package var defaults: [Default]
  /// What it turns on.
  package var effects: [Effect]
  /// The chart versions in which no template asks it, though it is among the values: it gives the
  /// agent no rule there. `nil` where that is not known of any.
  package var idle: VersionSpan<ChartVersion>? = nil
  /// What should be known about it.
  package var why: String?
  /// Whether a boolean in place of its parent mapping means this switch, as older charts had it.
  package var parentMayBeBoolean: Bool

  /// The path of the mapping that holds it; `nil` at the top level.
  var parent: String? { key.lastIndex(of: ".").map { String(key[..<$0]) } }

  package struct Default: Hashable, Sendable {
    package var from: ChartVersion?
    package var value: Bool
  }

  /// The actions that a switch turns on, and when.
  package struct Effect: Hashable, Sendable {
    package var versions: VersionSpan<ChartVersion>
    /// Another switch that must be on as well.
    package var with: String?
    /// Another switch that must be off.
    package var unless: String?
    /// Ids.
    package var actions: [String]
  }

  /// What it is in that chart version when it isn't set; `nil` where nobody recorded it.
  package func defaultValue(in chart: ChartVersion) -> Bool? {
    defaults.last { $0.from.map { $0 <= chart } ?? true }?.value
  }

  /// Whether it is known to give the agent no rule in that chart version.
  package func isIdle(in chart: ChartVersion) -> Bool { idle?.contains(chart) ?? false }

  /// That it does nothing in that version, and why.
  package func idleNote(in dialect: DialectVersion) -> String {
    "\(key) does nothing in \(dialect.dialect.name) \(dialect.writtenChart)"
      + (why.map { ": \($0)" } ?? "")
  }

  /// The ids that it can turn on in that chart version.
  package func actions(in chart: ChartVersion) -> [String] {
    guard versions.contains(chart) else { return [] }
    return effects.filter { $0.versions.contains(chart) }.flatMap(\.actions)
  }
}
