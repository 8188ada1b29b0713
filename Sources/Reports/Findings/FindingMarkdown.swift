// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Findings for a comment on a pull request.
package struct FindingMarkdown {
  private let report: FindingReport

  package init(_ report: FindingReport) { self.report = report }

  package var text: String {
    var page = MarkdownPage("### rolefit \(report.command): \(FindingSummary(report).text)\n")
    for section in report.sections {
      var part = MarkdownPage()
      if let target = section.target { part.add("\n#### \(MarkdownText.cell(target))\n") }
      part.add(
        "\n| severity | rule | place | finding |\n| --- | --- | --- | --- |\n",
        rows: worstFirst(section.findings).map(row))
      part.add(title: "Undetermined", lines: GroupedNotes(section.undetermined).sentences)
      page.add(section: part)
    }
    page.add("\n", rows: help)
    return page.text()
  }

  /// By severity, and in the order of the text within one.
  private func worstFirst(_ findings: [Finding]) -> [Finding] {
    Diagnostic.Severity.allCases.sorted(by: >).flatMap { severity in
      findings.filter { $0.severity == severity }
    }
  }

  private func row(_ finding: Finding) -> String {
    let place = finding.range.map { MarkdownText.cell($0.description) } ?? ""
    var message = MarkdownText.cell(finding.message)
    for note in GroupedNotes(finding.notes).sentences {
      message += "<br>note: \(MarkdownText.cell(note))"
    }
    if let fix = finding.fix { message += "<br>fix: \(MarkdownText.cell(fix.title))" }
    return "| \(finding.severity.rawValue) | `\(finding.rule)` | \(place) | \(message) |\n"
  }

  /// What to do, once for each rule that found something.
  private var help: [String] {
    let found = Set(report.findings.map(\.rule))
    return report.rules.filter { found.contains($0.id) }.map { rule in
      let parts = [rule.why, rule.remedy].filter { !$0.isEmpty }.map(MarkdownText.cell)
      return "- `\(rule.id)`: \(parts.joined(separator: " "))\n"
    }
  }
}
