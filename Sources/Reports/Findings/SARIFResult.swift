// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAMLSyntax

/// What SARIF says of a finding.
enum SARIFResult {
  static func value(_ item: FindingReport.Item) -> YAMLValue {
    let finding = item.finding
    var members: [(String, YAMLValue)] = [("ruleId", .string(finding.rule))]
    if let index = item.ruleIndex { members.append(("ruleIndex", .integer(Int64(index)))) }
    members += [
      // SARIF's words for severities are ours.
      ("level", .string(finding.severity.rawValue)),
      ("message", message(message(of: finding))),
    ]
    if let location = location(finding) { members.append(("locations", .sequence([location]))) }
    let related = finding.notes.filter { $0.range != nil }
    if !related.isEmpty {
      members.append(("relatedLocations", .sequence(related.enumerated().map(relatedLocation))))
    }
    if let fix = finding.fix, !fix.edits.isEmpty {
      members.append(("fixes", .sequence([self.fix(fix)])))
    }
    members.append(
      ("partialFingerprints", .object([("rolefit/v1", .string(item.fingerprint))])))
    if let target = item.target {
      members.append(("properties", .object([("target", .string(target))])))
    }
    return .object(members)
  }

  /// The message; notes without a place of their own follow it, since SARIF has no other room.
  private static func message(of finding: Finding) -> String {
    ([finding.message] + finding.notes.filter { $0.range == nil }.map { "note: \($0.message)" })
      .joined(separator: "\n")
  }

  private static func location(_ finding: Finding) -> YAMLValue? {
    var members: [(String, YAMLValue)] = []
    if let range = finding.range { members.append(("physicalLocation", physical(range))) }
    if let object = finding.object {
      let name = [object.kind, object.namespace, object.name].filter { !$0.isEmpty }
        .joined(separator: "/")
      members.append(
        (
          "logicalLocations",
          .sequence([
            .object([
              ("name", .string(object.name)), ("fullyQualifiedName", .string(name)),
              ("kind", .string("object")),
            ])
          ])
        ))
    }
    return members.isEmpty ? nil : .object(members)
  }

  static func location(_ range: SourceRange) -> YAMLValue {
    .object([("physicalLocation", physical(range))])
  }

  private static func relatedLocation(_ number: Int, _ note: Diagnostic.Note) -> YAMLValue {
    var members: [(String, YAMLValue)] = [("id", .integer(Int64(number + 1)))]
    if let range = note.range { members.append(("physicalLocation", physical(range))) }
    return .object(members + [("message", message(note.message))])
  }

  private static func physical(_ range: SourceRange) -> YAMLValue {
    .object([("artifactLocation", artifact(range.file)), ("region", region(range))])
  }

  private static func artifact(_ file: String) -> YAMLValue {
    var members: [(String, YAMLValue)] = [("uri", .string(FindingPlace.uri(of: file)))]
    if !file.hasPrefix("/") { members.append(("uriBaseId", .string("%SRCROOT%"))) }
    return .object(members)
  }

  private static func region(_ range: SourceRange) -> YAMLValue {
    .object([
      ("startLine", .integer(Int64(range.start.line))),
      ("startColumn", .integer(Int64(range.start.column))),
      ("endLine", .integer(Int64(range.end.line))),
      ("endColumn", .integer(Int64(range.end.column))),
    ])
  }

  private static func fix(_ fix: Fix) -> YAMLValue {
    let files = Dictionary(grouping: fix.edits, by: \.range.file)
    return .object([
      ("description", message(fix.title)),
      (
        "artifactChanges",
        .sequence(
          files.sorted { $0.key < $1.key }.map { file, edits in
            .object([
              ("artifactLocation", artifact(file)),
              ("replacements", .sequence(edits.map(replacement))),
            ])
          })
      ),
    ])
  }

  private static func replacement(_ edit: Fix.Edit) -> YAMLValue {
    .object([
      ("deletedRegion", region(edit.range)),
      ("insertedContent", .object([("text", .string(edit.replacement))])),
    ])
  }

  private static func message(_ text: String) -> YAMLValue { .object([("text", .string(text))]) }
}
