// SPDX-License-Identifier: Apache-2.0

/// All rules, sorted, one a line: a test holds this against the files in `Rules/`.
package enum RuleRegistry {
  package static let all: [any LintRule.Type] = [
    EmptyRuleField.self,
    RepeatedEntry.self,
    WrongAPIGroup.self,
  ]

  /// The ids of all rules, sorted as the rules are.
  package static let ids: [String] = all.map { $0.id }

  private static let byID: [String: any LintRule.Type] = Dictionary(
    all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

  /// The rule with this id.
  package static func rule(_ id: String) -> (any LintRule.Type)? { byID[id] }
}
