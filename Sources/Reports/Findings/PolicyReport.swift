// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAMLSyntax

/// Findings as objects of the Kubernetes policy working group (`wgpolicyk8s.io/v1alpha2`), which
/// cluster dashboards read: one `PolicyReport` for each namespace that findings are in, and a
/// `ClusterPolicyReport` for the rest.
package struct PolicyReport {
  private let report: FindingReport

  package init(_ report: FindingReport) { self.report = report }

  package var text: String {
    YAMLEmitter.text(
      report.itemsBySection.enumerated().flatMap { index, entry in
        objects(entry.section, entry.items, index: index)
      })
  }

  private func objects(
    _ section: FindingReport.Section, _ items: [FindingReport.Item], index: Int
  ) -> [YAMLValue] {
    let name = name(of: section, index: index)
    var results = Dictionary(grouping: items, by: { Self.namespace(of: $0.finding) })
      .mapValues { $0.map(Self.result) }
    results["", default: []] += section.undetermined.map(undetermined)
    results["", default: []] += report.passed(in: section).map { check in
      Result(
        outcome: "pass",
        members: [("policy", .string(check.category)), ("rule", .string(check.name))])
    }
    return results.sorted { $0.key < $1.key }.map { namespace, results in
      object(name, namespace: namespace, results)
    }
  }

  /// `rolefit-lint`, `rolefit-verify-production`: several targets must not overwrite each other.
  private func name(of section: FindingReport.Section, index: Int) -> String {
    guard let target = section.target else { return "rolefit-\(report.command)" }
    let letters = target.lowercased().unicodeScalars.map { scalar in
      ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) ? Character(scalar) : "-"
    }
    let words = String(letters).split(separator: "-").joined(separator: "-").prefix(40)
    // Names that only differ in what a Kubernetes name can't hold are told apart by their number.
    let isWhole = words.elementsEqual(target)
    return "rolefit-\(report.command)-\(words)" + (isWhole ? "" : "-\(index + 1)")
  }

  /// The namespace whose report holds a finding; a name that no namespace can have is none.
  private static func namespace(of finding: Finding) -> String {
    guard let namespace = finding.object?.namespace, namespace.utf8.count <= 63 else { return "" }
    let bytes = Array(namespace.utf8)
    let isLabel = bytes.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
    }
    return isLabel && bytes.first != 0x2D && bytes.last != 0x2D ? namespace : ""
  }

  private struct Result {
    var outcome: String
    var members: [(String, YAMLValue)]
  }

  private func object(_ name: String, namespace: String, _ results: [Result]) -> YAMLValue {
    let place = namespace.isEmpty ? [] : [("namespace", YAMLValue.string(namespace))]
    let labels: YAMLValue = .object([("app.kubernetes.io/managed-by", .string("rolefit"))])
    let summary = ["pass", "fail", "warn", "error", "skip"].map { outcome in
      (outcome, YAMLValue.integer(Int64(results.count { $0.outcome == outcome })))
    }
    return .object([
      ("apiVersion", .string("wgpolicyk8s.io/v1alpha2")),
      ("kind", .string(namespace.isEmpty ? "ClusterPolicyReport" : "PolicyReport")),
      ("metadata", .object([("name", .string(name))] + place + [("labels", labels)])),
      ("summary", .object(summary)),
      (
        "results",
        .sequence(
          results.map { result in
            .object(
              [("source", .string("rolefit")), ("result", .string(result.outcome))]
                + result.members)
          })
      ),
    ])
  }

  private static func result(_ item: FindingReport.Item) -> Result {
    let finding = item.finding
    var members: [(String, YAMLValue)] = [
      ("policy", .string(item.category)), ("rule", .string(finding.rule)),
      ("category", .string(item.category)), ("severity", .string(severity(finding.severity))),
      ("message", .string(finding.message)),
    ]
    if let object = finding.object { members.append(("resources", .sequence([resource(object)]))) }
    members.append(
      (
        "properties",
        .object(
          place(finding.range) + [("fingerprint", .string(item.fingerprint))]
            + (item.target.map { [("target", YAMLValue.string($0))] } ?? []))
      ))
    let outcome = finding.severity == .error ? "fail" : "warn"
    return Result(outcome: item.category == "undetermined" ? "error" : outcome, members: members)
  }

  private func undetermined(_ note: Diagnostic.Note) -> Result {
    var members: [(String, YAMLValue)] = [
      ("policy", .string("undetermined")), ("message", .string(note.message)),
    ]
    if note.range != nil { members.append(("properties", .object(Self.place(note.range)))) }
    return Result(outcome: "error", members: members)
  }

  /// Words that every version of the schema knows.
  private static func severity(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "high"
    case .warning: "medium"
    case .note: "low"
    }
  }

  private static func resource(_ object: Finding.Object) -> YAMLValue {
    .object(
      [("apiVersion", .string(object.apiVersion)), ("kind", .string(object.kind))]
        + (object.namespace.isEmpty ? [] : [("namespace", .string(object.namespace))])
        + [("name", .string(object.name))])
  }

  /// Values of properties are strings.
  private static func place(_ range: SourceRange?) -> [(String, YAMLValue)] {
    guard let range else { return [] }
    return [
      ("file", .string(range.file)), ("line", .string(String(range.start.line))),
      ("column", .string(String(range.start.column))),
    ]
  }
}
