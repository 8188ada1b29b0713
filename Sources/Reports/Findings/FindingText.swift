// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Findings for people: each with its line of the source, a mark under the part that is meant, and
/// what to do.
package struct FindingText {
  private let report: FindingReport
  private let style: TextStyle
  private let detail: TextDetail
  private let line: FindingReport.LineLookup

  package init(
    _ report: FindingReport, style: TextStyle, detail: TextDetail = .usual,
    line: @escaping FindingReport.LineLookup
  ) {
    self.report = report
    self.style = style
    self.detail = detail
    self.line = line
  }

  package var text: String { shown.string }

  private var shown: ShownText {
    if detail == .quiet { return "\(FindingSummary(report).text)\n" }
    let rules = Dictionary(report.rules.map { ($0.id, $0) }) { first, _ in first }
    var text: ShownText = ""
    /// Why a rule is there, and what to do about its findings, is said once.
    var told: Set<String> = []
    for section in report.sections {
      if let target = section.target { text += "target \(target)\n\n" }
      // What is worst stands first, each kind in the order of the files.
      let findings = section.findings.enumerated().sorted {
        ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
      }.map(\.element)
      for finding in findings {
        let rule = rules[finding.rule]
        text += self.text(of: finding, rule, isFirst: told.insert(finding.rule).inserted) + "\n"
      }
      for note in GroupedNotes(section.undetermined).sentences {
        text += "\(style.doubtful("undetermined")): \(note)\n"
      }
      if !section.undetermined.isEmpty { text += "\n" }
    }
    return text + "\(FindingSummary(report).text)\n"
  }

  private func text(of finding: Finding, _ rule: RuleDescription?, isFirst: Bool) -> ShownText {
    let place: ShownText = finding.range.map { "\($0)" } ?? "rolefit"
    var text: ShownText = "\(style.bold(place)): \(style.severity(finding.severity)): "
    text += "\(finding.message) \(style.faint("[\(finding.rule)]"))\n"
    text += excerpt(finding)
    for note in GroupedNotes(finding.notes).sentences {
      text += "  note: \(note)\n"
    }
    if isFirst, let rule, !rule.why.isEmpty { text += "  why: \(rule.why)\n" }
    if isFirst, let rule, !rule.remedy.isEmpty {
      text += "  help: \(rule.remedy)\n"
    }
    if let fix = finding.fix { text += "  fix: \(style.good("\(fix.title)"))\n" }
    return text
  }

  private func excerpt(_ finding: Finding) -> ShownText {
    guard let range = finding.range, let content = line(range), !content.text.isEmpty
    else { return "" }
    let excerpt = SourceExcerpt(line: content, range: range)
    let number = String(range.start.line)
    let margin = String(repeating: " ", count: number.count)
    let marks = style.severity("\(excerpt.marks)", finding.severity)
    return "  \(style.faint("\(number) |")) \(excerpt.shown)\n"
      + "  \(margin) \(style.faint("|")) \(marks)\n"
  }
}
