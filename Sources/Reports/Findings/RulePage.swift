// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
package import Linting

/// What rolefit says about its lint rules.
package enum RulePage {
  /// One rule a line: id, category, severity, summary.
  package static var list: String {
    let width = RuleRegistry.ids.map(\.count).max() ?? 0
    return sorted.map { rule in
      pad(rule.id, width) + "  " + pad(rule.category.rawValue, 10) + "  "
        + pad(rule.severity.rawValue, 7) + "  \(rule.summary)\n"
    }.joined()
  }

  /// All rules, for people at a terminal.
  package static var text: String { sorted.map { text(of: $0) }.joined(separator: "\n") }

  package static func text(of rule: any LintRule.Type) -> String {
    """
    \(rule.id) (\(rule.category.rawValue), \(rule.severity.rawValue))

    \(rule.summary).

    Why: \(rule.why)

    Instead: \(rule.remedy)

    Flagged:
    \(rule.flagged.map { indented($0.text) }.joined(separator: "\n"))
    Accepted:
    \(rule.accepted.map { indented($0.text) }.joined(separator: "\n"))
    """
  }

  /// The page of all rules.
  package static var markdown: String {
    var page = """
      # Lint rules

      `rolefit lint` has \(RuleRegistry.all.count) rules. \
      `rolefit lint --describe RULE` prints one \
      of them with whole examples. This page is what `rolefit lint --describe all -o markdown` \
      prints: of the examples it leaves out what only stands around them.

      | rule | severity | finds |
      |---|---|---|

      """
    for rule in sorted {
      page +=
        "| [`\(rule.id)`](#\(rule.id)) | \(rule.severity.rawValue) | "
        + "\(MarkdownText.cell(rule.summary)) |\n"
    }
    for category in RuleCategory.allCases {
      page += "\n## The category \(category.rawValue)\n"
      for rule in RuleRegistry.all where rule.category == category {
        page += "\n" + markdown(of: rule, level: "###", short: true)
      }
    }
    return page
  }

  package static func markdown(of rule: any LintRule.Type) -> String {
    markdown(of: rule, level: "#", short: false)
  }

  private static func markdown(
    of rule: any LintRule.Type, level: String, short isShort: Bool
  ) -> String {
    let flagged = ExampleDocuments(rule.flagged.first?.marked ?? "")
    let accepted = ExampleDocuments(rule.accepted.first?.marked ?? "")
    var page = """
      \(level) \(rule.id)

      \(rule.summary) (\(rule.severity.rawValue)).

      **Why.** \(rule.why)

      **Instead.** \(rule.remedy)
      \(routes(of: rule))
      Flagged:

      ```yaml
      \(isShort ? flagged.flagged.text : flagged.text)
      ```

      """
    page +=
      "\nAccepted:\n\n```yaml\n"
      + (isShort ? accepted.without(flagged.plumbing).text : accepted.text) + "\n```\n"
    return page
  }

  /// A paragraph with the routes that a rule is about, where it is about any.
  private static func routes(of rule: any LintRule.Type) -> String {
    guard !rule.routes.isEmpty else { return "" }
    let routes = rule.routes.map { "[`\($0.id)`](reach.md#\($0.id))" }
    return "\n**Routes.** \(routes.joined(separator: ", "))\n"
  }

  private static var sorted: [any LintRule.Type] {
    RuleRegistry.all.sorted { ($0.category, $0.id) < ($1.category, $1.id) }
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "    \($0)" }.joined(separator: "\n")
  }
}
