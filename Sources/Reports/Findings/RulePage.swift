// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
package import Linting

/// What rolefit says about its lint rules.
package enum RulePage {
  /// One rule a line: id, category, severity, summary.
  package static func list(_ style: TextStyle) -> String {
    style.fitted(
      TextColumns(
        rows: sorted.map { [$0.id, $0.category.rawValue, $0.severity.rawValue, $0.summary] }
      ).text())
  }

  /// All rules, for people at a terminal.
  package static func text(_ style: TextStyle) -> String {
    sorted.map { text(of: $0, style) }.joined(separator: "\n")
  }

  package static func text(of rule: any LintRule.Type, _ style: TextStyle) -> String {
    func examples(_ examples: [LintExample]) -> ShownText {
      style.verbatim(ShownText(lines: examples.map { indented($0.text) }.joined(separator: "\n")))
    }
    let prose = """
      \(rule.id) (\(rule.category.rawValue), \(rule.severity.rawValue))

      \(rule.summary).

      Why: \(rule.why)

      Instead: \(rule.remedy)

      """
    return style.fitted(
      ShownText(lines: prose) + "\nFlagged:\n" + examples(rule.flagged) + "\nAccepted:\n"
        + examples(rule.accepted))
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

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "    \($0)" }.joined(separator: "\n")
  }
}
