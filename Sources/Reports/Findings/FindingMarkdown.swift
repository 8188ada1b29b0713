// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Findings for a comment on a pull request.
package struct FindingMarkdown {
  private let report: FindingReport

  package init(_ report: FindingReport) { self.report = report }

  package var text: String {
    var text = "### rolefit \(report.command): \(FindingSummary(report).text)\n"
    for section in report.sections {
      if let target = section.target { text += "\n#### \(MarkdownText.cell(target))\n" }
      if !section.findings.isEmpty {
        text += "\n| severity | rule | place | finding |\n| --- | --- | --- | --- |\n"
        for finding in section.findings { text += row(finding) }
      }
      if !section.undetermined.isEmpty {
        text += "\nUndetermined:\n\n"
        for note in section.undetermined { text += "- \(sentence(note))\n" }
      }
    }
    return text + help
  }

  private func row(_ finding: Finding) -> String {
    let place = finding.range.map { MarkdownText.cell($0.description) } ?? ""
    var message = MarkdownText.cell(finding.message)
    for note in finding.notes { message += "<br>note: \(sentence(note))" }
    if let fix = finding.fix { message += "<br>fix: \(MarkdownText.cell(fix.title))" }
    return "| \(finding.severity.rawValue) | `\(finding.rule)` | \(place) | \(message) |\n"
  }

  private func sentence(_ note: Diagnostic.Note) -> String {
    MarkdownText.cell(note.sentence)
  }

  /// What to do, once for each rule that found something.
  private var help: String {
    let found = Set(report.findings.map(\.rule))
    let rules = report.rules.filter { found.contains($0.id) }
    guard !rules.isEmpty else { return "" }
    return "\n"
      + rules.map { rule in
        let parts = [rule.why, rule.remedy].filter { !$0.isEmpty }.map(MarkdownText.cell)
        return "- `\(rule.id)`: \(parts.joined(separator: " "))\n"
      }.joined()
  }
}
