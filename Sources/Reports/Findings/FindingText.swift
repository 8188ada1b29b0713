// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Findings for people: how many there are, then each with its line of the source, a mark under the
/// part that is meant, and what to do.
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

  package var text: String { style.fitted(shown) }

  /// From how many findings on the counts stand below them too, where a terminal shows the end.
  private static let many = 6

  private var shown: ShownText {
    let summary = summary
    if detail == .quiet { return summary }
    let rules = Dictionary(report.rules.map { ($0.id, $0) }) { first, _ in first }
    var parts = [summary]
    /// Why a rule is there, and what to do about its findings, is said once.
    var told: Set<String> = []
    for section in report.sections {
      if let target = section.target { parts.append("target \(target)\n") }
      // What is worst stands first, each kind in the order of the files.
      let findings = section.findings.enumerated().sorted {
        ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
      }.map(\.element)
      parts += findings.map {
        text(of: $0, rules[$0.rule], isFirst: told.insert($0.rule).inserted)
      }
      let notes = GroupedNotes(section.undetermined).sentences
      if !notes.isEmpty {
        parts.append(notes.map { "\(style.doubtful("undetermined")): \($0)\n" }.joined())
      }
    }
    if report.findings.count >= Self.many { parts.append(summary) }
    return parts.joined(separator: "\n")
  }

  /// How much was found, in the colour of the worst.
  private var summary: ShownText {
    let text: ShownText = "\(FindingSummary(report).text)"
    let worst = report.findings.map(\.severity).max()
    return (worst.map { style.severity(text, $0) } ?? text) + "\n"
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
    let number = String(range.start.line)
    // The number stands between five signs, and the line between two dots where it is cut.
    let room = style.width.map { $0 - number.count - 7 } ?? SourceExcerpt.limit
    let excerpt = SourceExcerpt(
      line: content, range: range, limit: min(room, SourceExcerpt.limit))
    let margin = String(repeating: " ", count: number.count)
    let marks = style.severity("\(excerpt.marks)", finding.severity)
    return style.verbatim(
      "  \(style.faint("\(number) |")) \(excerpt.shown)\n"
        + "  \(margin) \(style.faint("|")) \(marks)\n")
  }
}
