// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAMLSyntax

/// Findings as GitLab's Code Quality report.
package struct GitLabReport {
  private let report: FindingReport

  package init(_ report: FindingReport) { self.report = report }

  package var text: String {
    JSONEmitter.document(.sequence(report.items.map(Self.issue)))
  }

  private static func issue(_ item: FindingReport.Item) -> YAMLValue {
    let finding = item.finding
    let target = item.target.map { "\($0): " } ?? ""
    var members: [(String, YAMLValue)] = [
      ("type", .string("issue")),
      ("check_name", .string(finding.rule)),
      ("description", .string(target + finding.message)),
    ]
    if let body = content(item) {
      members.append(("content", .object([("body", .string(body))])))
    }
    members += [
      ("categories", .sequence([.string("Security")])),
      ("severity", .string(severity(finding.severity))),
      ("fingerprint", .string(item.fingerprint)),
      ("location", location(finding.range)),
    ]
    return .object(members)
  }

  private static func content(_ item: FindingReport.Item) -> String? {
    var parts = item.finding.notes.map { note in
      MarkdownText.cell("note: \(note.sentence)")
    }
    if let rule = item.rule {
      parts += [rule.why, rule.remedy].filter { !$0.isEmpty }.map(MarkdownText.cell)
    }
    return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
  }

  private static func severity(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "critical"
    case .warning: "major"
    case .note: "info"
    }
  }

  /// GitLab wants a place of everything: what has none is about the folder of the run.
  private static func location(_ range: SourceRange?) -> YAMLValue {
    .object([
      ("path", .string(range.map { FindingPlace.path(of: $0.file) } ?? ".")),
      (
        "lines",
        .object([
          ("begin", .integer(Int64(range?.start.line ?? 1))),
          ("end", .integer(Int64(range?.end.line ?? 1))),
        ])
      ),
    ])
  }
}
