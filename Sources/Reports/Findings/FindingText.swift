// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Findings for people: each with its line of the source, a mark under the part that is meant, and
/// what to do.
package struct FindingText {
  private let report: FindingReport
  private let style: TextStyle
  private let line: FindingReport.LineLookup

  package init(
    _ report: FindingReport, style: TextStyle, line: @escaping FindingReport.LineLookup
  ) {
    self.report = report
    self.style = style
    self.line = line
  }

  package var text: String {
    let rules = Dictionary(report.rules.map { ($0.id, $0) }) { first, _ in first }
    var text = ""
    /// Why a rule is there, and what to do about its findings, is said once.
    var told: Set<String> = []
    for section in report.sections {
      if let target = section.target { text += "target \(DisplayText.safe(target))\n\n" }
      for finding in section.findings {
        let rule = rules[finding.rule]
        text += self.text(of: finding, rule, isFirst: told.insert(finding.rule).inserted) + "\n"
      }
      for note in GroupedNotes(section.undetermined).sentences {
        text += "\(style.doubtful("undetermined")): \(DisplayText.safe(note))\n"
      }
      if !section.undetermined.isEmpty { text += "\n" }
    }
    return text + FindingSummary(report).text + "\n"
  }

  private func text(of finding: Finding, _ rule: RuleDescription?, isFirst: Bool) -> String {
    let place = finding.range.map { DisplayText.safe($0.description) } ?? "rolefit"
    var text = "\(style.bold(place)): \(style.severity(finding.severity)): "
    text +=
      "\(DisplayText.safe(finding.message)) \(style.faint("[\(DisplayText.safe(finding.rule))]"))\n"
    text += excerpt(finding)
    for note in GroupedNotes(finding.notes).sentences {
      text += "  note: \(DisplayText.safe(note))\n"
    }
    if isFirst, let rule, !rule.why.isEmpty { text += "  why: \(DisplayText.safe(rule.why))\n" }
    if isFirst, let rule, !rule.remedy.isEmpty {
      text += "  help: \(DisplayText.safe(rule.remedy))\n"
    }
    if let fix = finding.fix { text += "  fix: \(style.good(DisplayText.safe(fix.title)))\n" }
    return text
  }

  private func excerpt(_ finding: Finding) -> String {
    guard let range = finding.range, let content = line(range.file, range.start.line),
      !content.isEmpty
    else { return "" }
    let excerpt = SourceExcerpt(line: content, range: range)
    let number = String(range.start.line)
    let margin = String(repeating: " ", count: number.count)
    let marks = style.severity(excerpt.marks, finding.severity)
    return "  \(style.faint("\(number) |")) \(excerpt.shown)\n"
      + "  \(margin) \(style.faint("|")) \(marks)\n"
  }
}
