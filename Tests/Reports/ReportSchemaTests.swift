// SPDX-License-Identifier: Apache-2.0

import Reports
import TestSupport
import Testing

/// Reports against the schemas that their readers publish.
struct ReportSchemaTests {
  static let formats: [ReportFormat] = [.sarif, .junit, .gitlab, .policyreport]
  private static let canValidate = ReportValidator.canAll(formats.map(\.rawValue))
  private static let reason: Comment = "needs the packages of scripts/setup test"

  @Test(.enabled(if: canValidate, reason), arguments: formats)
  func everyReportIsValid(format: ReportFormat) throws {
    let folder = try TemporaryDirectory()
    let paths = try SampleReport.all.map { name, report in
      try folder.write(report.rendered(as: format), to: name)
    }
    #expect(try ReportValidator.problems(format.rawValue, paths) == "")
  }

  /// A change that makes a valid report invalid.
  struct Damage: Sendable, CustomTestStringConvertible {
    var format: ReportFormat
    var old: String
    var new: String

    var testDescription: String { "\(format): '\(old)' as '\(new)'" }
  }

  private static let damages = [
    Damage(format: .sarif, old: "\"level\": \"error\"", new: "\"level\": \"bad\""),
    Damage(format: .sarif, old: "\"columnKind\"", new: "\"columnKinds\""),
    Damage(format: .sarif, old: "\"ruleIndex\": 0", new: "\"ruleIndex\": 1"),
    Damage(format: .sarif, old: "rbac/role.yaml", new: "rbac/r le.yaml"),
    Damage(format: .junit, old: "<testcase ", new: "<testcase colour=\"red\" "),
    Damage(format: .junit, old: "tests=\"", new: "tests=\"1"),
    Damage(format: .junit, old: "'core'", new: "<core>"),
    Damage(format: .gitlab, old: "\"critical\"", new: "\"error\""),
    Damage(format: .gitlab, old: "\"fingerprint\": \"", new: "\"fingerprint\": \"x"),
    Damage(format: .policyreport, old: "result: fail", new: "result: failed"),
    Damage(format: .policyreport, old: "fail: 2", new: "fail: 3"),
    Damage(format: .policyreport, old: "namespace: shop", new: "namespace: Shop"),
  ]

  @Test(.enabled(if: canValidate, reason), arguments: damages)
  func aDamagedReportIsNot(damage: Damage) throws {
    let report = SampleReport.ordinary.rendered(as: damage.format)
    let damaged = report.replacing(damage.old, with: damage.new)
    #expect(damaged != report)
    let path = try TemporaryDirectory()
    let file = try path.write(damaged, to: "report")
    #expect(try ReportValidator.problems(damage.format.rawValue, [file]) != "")
  }
}
