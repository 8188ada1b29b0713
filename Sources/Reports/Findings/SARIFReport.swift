// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAMLSyntax

/// Findings for code scanning, as the OASIS standard SARIF 2.1.0 has them.
package struct SARIFReport {
  private let report: FindingReport

  package init(_ report: FindingReport) { self.report = report }

  package var text: String {
    JSONEmitter.document(
      .object([
        (
          "$schema",
          .string(
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
              + "sarif-schema-2.1.0.json")
        ),
        ("version", .string("2.1.0")),
        ("runs", .sequence([run])),
      ]))
  }

  private var run: YAMLValue {
    .object([
      (
        "tool",
        .object([
          (
            "driver",
            .object([
              ("name", .string("rolefit")),
              ("semanticVersion", .string(report.version)),
              ("rules", .sequence(report.rules.map(SARIFRule.value))),
            ])
          )
        ])
      ),
      // Code scanning keeps the reports of each command apart.
      ("automationDetails", .object([("id", .string("rolefit/\(report.command)/"))])),
      ("columnKind", .string("unicodeCodePoints")),
      ("invocations", .sequence([invocation])),
      ("results", .sequence(report.items.map(SARIFResult.value))),
    ])
  }

  /// The run itself: whether it could judge everything, and what it could not decide.
  private var invocation: YAMLValue {
    let notifications = report.sections.flatMap { section in
      section.undetermined.map { note in
        let target = section.target.map { "\($0): " } ?? ""
        let locations = note.range.map { YAMLValue.sequence([SARIFResult.location($0)]) }
        return YAMLValue.object(
          [
            ("level", .string("warning")),
            ("message", .object([("text", .string("undetermined: \(target)\(note.message)"))])),
          ] + (locations.map { [("locations", $0)] } ?? []))
      }
    }
    return .object([
      ("executionSuccessful", .bool(report.isComplete)),
      ("toolExecutionNotifications", .sequence(notifications)),
    ])
  }
}

/// What SARIF says of a rule.
enum SARIFRule {
  static func value(_ rule: RuleDescription) -> YAMLValue {
    func text(_ text: String) -> YAMLValue { .object([("text", .string(text))]) }
    let full = [rule.summary, rule.why].filter { !$0.isEmpty }.joined(separator: " ")
    let help = [rule.why, rule.remedy].filter { !$0.isEmpty }
    let plain = help.joined(separator: "\n\n")
    return .object([
      ("id", .string(rule.id)),
      ("shortDescription", text(rule.summary)),
      ("fullDescription", text(full)),
      (
        "help",
        .object([
          ("text", .string(plain.isEmpty ? rule.summary : plain)),
          (
            "markdown",
            .string(
              plain.isEmpty
                ? MarkdownText.cell(rule.summary)
                : help.map(MarkdownText.cell).joined(separator: "\n\n"))
          ),
        ])
      ),
      ("defaultConfiguration", .object([("level", .string(rule.severity.rawValue))])),
      (
        "properties",
        .object([
          ("category", .string(rule.category)),
          ("tags", .sequence([.string("rbac"), .string(rule.category)])),
        ])
      ),
    ])
  }
}
