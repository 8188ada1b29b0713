// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAMLSyntax

/// Findings as annotations of a GitHub workflow: one command a line, which the runner reads from
/// the output.
package struct GitHubReport {
  private let report: FindingReport

  package init(_ report: FindingReport) { self.report = report }

  package var text: String {
    let findings = report.items.map { command($0) + "\n" }.joined()
    let notes = report.sections.flatMap { section in
      section.undetermined.map { note in
        let properties = note.range.map(Self.properties) ?? []
        let target = section.target.map { "\($0): " } ?? ""
        return Self.command(
          "warning", properties + [("title", "undetermined")], target + note.message) + "\n"
      }
    }.joined()
    return findings + notes
  }

  private func command(_ item: FindingReport.Item) -> String {
    let finding = item.finding
    let name =
      switch finding.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    var lines = [(item.target.map { "\($0): " } ?? "") + finding.message]
    lines += finding.notes.map { "note: \($0.sentence)" }
    if let remedy = item.rule?.remedy, !remedy.isEmpty { lines.append("help: \(remedy)") }
    if let fix = finding.fix { lines.append("fix: \(fix.title)") }
    return Self.command(
      name, (finding.range.map(Self.properties) ?? []) + [("title", finding.rule)],
      lines.joined(separator: "\n"))
  }

  private static func properties(_ range: SourceRange) -> [(String, String)] {
    var properties = [
      ("file", FindingPlace.path(of: range.file)), ("line", String(range.start.line)),
      ("endLine", String(range.end.line)),
    ]
    // GitHub takes columns only for what is on one line.
    if range.start.line == range.end.line {
      properties += [
        ("col", String(range.start.column)), ("endColumn", String(range.end.column)),
      ]
    }
    return properties
  }

  private static func command(
    _ name: String, _ properties: [(String, String)], _ message: String
  ) -> String {
    let list = properties.map { "\($0.0)=\(escaped($0.1, isProperty: true))" }
    return "::\(name) \(list.joined(separator: ","))::\(escaped(message, isProperty: false))"
  }

  /// What would end the command, or one of its properties, goes as `%XX`.
  private static func escaped(_ text: String, isProperty: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": escaped += "%25"
      case "\r": escaped += "%0D"
      case "\n": escaped += "%0A"
      case ":" where isProperty: escaped += "%3A"
      case "," where isProperty: escaped += "%2C"
      case let other where other.isHidden: escaped += DisplayText.escape(other)
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
