// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Findings as a page to look at: the worst first, then what to do about each kind.
package struct FindingHTML {
  private let report: FindingReport

  package init(_ report: FindingReport) { self.report = report }

  package var page: HTMLPage {
    HTMLPage(
      title: "rolefit \(report.command)", verdict: FindingSummary(report).text, status,
      tables: report.sections.flatMap(tables) + [rules])
  }

  private var status: HTMLStatus {
    if let worst = report.findings.map(\.severity).max() { return HTMLStatus(worst) }
    return report.isComplete ? .granted : .undetermined
  }

  private func tables(_ section: FindingReport.Section) -> [HTMLTable?] {
    let title = section.target.map { "\($0): findings" } ?? "Findings"
    let open = section.target.map { "\($0): undetermined" } ?? "Undetermined"
    return [
      HTMLTable(
        title, columns: ["Rule", "Severity", "Place", "Object", "Finding"],
        rows: Self.worstFirst(section.findings).map(Self.row)),
      HTMLTable(
        open, column: "What could not be known", status: .undetermined,
        lines: GroupedNotes(section.undetermined).sentences),
    ]
  }

  /// By severity, and in the order of the text within one.
  static func worstFirst(_ findings: [Finding]) -> [Finding] {
    Diagnostic.Severity.allCases.sorted(by: >).flatMap { severity in
      findings.filter { $0.severity == severity }
    }
  }

  static func row(_ finding: Finding) -> HTMLTable.Row {
    let notes = GroupedNotes(finding.notes).sentences
    let fix = finding.fix.map { ["fix: \($0.title)"] } ?? []
    let object = finding.object.map { object in
      let namespace = object.namespace.isEmpty ? "" : "\(object.namespace)/"
      return "\(object.kind) '\(namespace)\(object.name)'"
    }
    let namespace = finding.object?.namespace
    return HTMLTable.Row(
      in: namespace == "" ? nil : namespace,
      [
        HTMLTable.Cell(finding.rule), HTMLTable.Cell(HTMLStatus(finding.severity)),
        HTMLTable.Cell(finding.range.map(\.description) ?? ""), HTMLTable.Cell(object ?? ""),
        HTMLTable.Cell(finding.message, evidence: notes + fix),
      ])
  }

  /// What to do, once for each rule that found something.
  private var rules: HTMLTable {
    let found = Set(report.findings.map(\.rule))
    return HTMLTable(
      "What to do", columns: ["Rule", "Why it matters", "What to do"],
      rows: report.rules.filter { found.contains($0.id) }.map { rule in
        HTMLTable.Row([
          HTMLTable.Cell(rule.id), HTMLTable.Cell(rule.why), HTMLTable.Cell(rule.remedy),
        ])
      })
  }
}
