// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Which rules run where, and how much their findings weigh.
package struct RuleSelection: Sendable {
  /// What holds for some files, over what holds for all.
  package struct Layer: Sendable {
    /// Files it holds for; `nil` for all.
    package var glob: PathGlob?
    /// Ids and categories; empty for all.
    package var select: [String] = []
    package var ignore: [String] = []
    package var severities: [(name: String, severity: Diagnostic.Severity)] = []

    package init(
      glob: PathGlob? = nil, select: [String] = [], ignore: [String] = [],
      severities: [(name: String, severity: Diagnostic.Severity)] = []
    ) {
      self.glob = glob
      self.select = select
      self.ignore = ignore
      self.severities = severities
    }
  }

  private let layers: [Layer]
  private let absolute: @Sendable (String) -> String

  /// Layers from the farthest to the nearest: of two that speak of a rule, the later one counts.
  ///
  /// - Parameter absolute: makes a file's name one that the layers' patterns are written for.
  package init(
    _ layers: [Layer] = [], absolute: @escaping @Sendable (String) -> String = { $0 }
  ) {
    self.layers = layers
    self.absolute = absolute
  }

  /// The rules that findings can come from.
  package var rules: [any LintRule.Type] {
    RuleRegistry.all.filter { rule in
      isOn(rule, layers.filter { $0.glob == nil })
        || layers.contains { $0.glob != nil && Self.names($0.select, rule) }
    }
  }

  /// A finding as it counts in its file; `nil` where its rule is off.
  func applied(to finding: Finding) -> Finding? {
    guard !layers.isEmpty, finding.rule != MalformedYAML.id,
      let rule = RuleRegistry.rule(finding.rule)
    else { return finding }
    let hasGlobs = layers.contains { $0.glob != nil }
    let file = hasGlobs ? absolute(finding.range?.file ?? "") : ""
    let holding = layers.filter { $0.glob.map { $0.matches(file) } ?? true }
    guard isOn(rule, holding) else { return nil }
    var finding = finding
    for layer in holding {
      // A rule's own entry is nearer than its category's.
      for names in [rule.category.rawValue, rule.id] {
        if let entry = layer.severities.last(where: { $0.name == names }) {
          finding.severity = entry.severity
        }
      }
    }
    return finding
  }

  private func isOn(_ rule: any LintRule.Type, _ layers: [Layer]) -> Bool {
    var isOn = true
    for layer in layers {
      if !layer.select.isEmpty { isOn = Self.names(layer.select, rule) }
      // What is selected by its id stays when its category is ignored.
      if layer.ignore.contains(rule.id)
        || (layer.ignore.contains(rule.category.rawValue) && !layer.select.contains(rule.id))
      {
        isOn = false
      }
    }
    return isOn
  }

  private static func names(_ words: [String], _ rule: any LintRule.Type) -> Bool {
    words.contains(rule.id) || words.contains(rule.category.rawValue)
  }

  /// The ids of all rules, then the names of their categories.
  package static var names: [String] {
    RuleRegistry.ids + RuleCategory.allCases.map(\.rawValue)
  }

  /// The first of the words that is neither a rule nor a category.
  package static func unknown(among words: [String]) -> String? {
    words.first { RuleRegistry.rule($0) == nil && RuleCategory(rawValue: $0) == nil }
  }
}
