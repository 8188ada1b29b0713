// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAMLSyntax

/// Findings for programs: a contract that may gain keys and lose none.
package struct FindingJSON {
  private let report: FindingReport

  package init(_ report: FindingReport) { self.report = report }

  package var text: String {
    let undetermined = report.sections.flatMap { section in
      section.undetermined.map { Self.note($0, target: section.target) }
    }
    return JSONEmitter.document(
      .object([
        ("schemaVersion", .integer(1)),
        ("version", .string(report.version)),
        ("findings", .sequence(report.items.map(Self.finding))),
        ("undetermined", .sequence(undetermined)),
        ("suppressed", .integer(Int64(report.suppressed))),
        ("baselined", .integer(Int64(report.baselined))),
        ("complete", .bool(report.isComplete)),
      ]))
  }

  private static func finding(_ item: FindingReport.Item) -> YAMLValue {
    let finding = item.finding
    let target = item.target.map { [("target", YAMLValue.string($0))] } ?? []
    return .object(
      target + [
        ("rule", .string(finding.rule)),
        ("category", .string(item.category)),
        ("severity", .string(finding.severity.rawValue)),
      ] + place(finding.range) + [
        ("message", .string(finding.message)),
        ("object", finding.object.map(object) ?? .null),
        ("notes", .sequence(finding.notes.map { note($0) })),
        ("fix", finding.fix.map(fix) ?? .null),
        ("fingerprint", .string(item.fingerprint)),
      ])
  }

  /// Lines and columns count from 1, columns in Unicode scalars; all `null` where there is no
  /// place.
  private static func place(_ range: SourceRange?) -> [(String, YAMLValue)] {
    func number(_ value: Int?) -> YAMLValue { value.map { .integer(Int64($0)) } ?? .null }
    return [
      ("file", range.map { .string($0.file) } ?? .null),
      ("line", number(range?.start.line)),
      ("column", number(range?.start.column)),
      ("endLine", number(range?.end.line)),
      ("endColumn", number(range?.end.column)),
    ]
  }

  private static func note(_ note: Diagnostic.Note, target: String? = nil) -> YAMLValue {
    let target = target.map { [("target", YAMLValue.string($0))] } ?? []
    return .object(target + [("message", .string(note.message))] + place(note.range))
  }

  private static func object(_ object: Finding.Object) -> YAMLValue {
    .object([
      ("apiVersion", .string(object.apiVersion)),
      ("kind", .string(object.kind)),
      ("namespace", .string(object.namespace)),
      ("name", .string(object.name)),
    ])
  }

  private static func fix(_ fix: Fix) -> YAMLValue {
    .object([
      ("title", .string(fix.title)),
      (
        "edits",
        .sequence(
          fix.edits.map { edit in
            .object(
              place(edit.range) + [
                // Bytes of the file, for programs that make the change.
                ("offset", .integer(Int64(edit.range.start.offset))),
                ("endOffset", .integer(Int64(edit.range.end.offset))),
                ("replacement", .string(edit.replacement)),
              ])
          })
      ),
    ])
  }
}
