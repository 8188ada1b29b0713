// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Reports
import TestSupport
import Testing

struct FindingReportTests {
  @Test(arguments: ReportFormat.allCases)
  func aReportIsAsRecorded(format: ReportFormat) throws {
    let endings: [ReportFormat: String] = [
      .text: "txt", .markdown: "md", .html: "html", .junit: "xml", .github: "txt",
      .policyreport: "yaml",
    ]
    for (name, report) in SampleReport.all {
      let text = report.rendered(as: format, line: SampleReport.line)
      try Golden.expect(text, named: "Reports/\(name).\(format).\(endings[format] ?? "json")")
      #expect(text == report.rendered(as: format, line: SampleReport.line))
    }
  }

  @Test(arguments: ReportFormat.allCases)
  func theOrderOfFindingsAndRulesDoesNotMatter(format: ReportFormat) {
    let report = SampleReport.ordinary
    let shuffled = FindingReport(
      command: report.command, version: report.version, rules: SampleReport.rules.reversed(),
      findings: SampleReport.findings.reversed() + SampleReport.findings,
      suppressed: report.suppressed, baselined: report.baselined,
      undetermined: report.sections[0].undetermined)
    #expect(shuffled.rendered(as: format) == report.rendered(as: format))
  }

  @Test func theJSONHasTheKeysOfItsContract() throws {
    let json = try JSON(parsing: SampleReport.ordinary.rendered(as: .json))
    #expect(json["schemaVersion"] == 1)
    let findings = json["findings"].array
    #expect(findings.count == 5)
    let keys: Set = [
      "rule", "category", "severity", "file", "line", "column", "endLine", "endColumn", "message",
      "notes", "fix",
    ]
    for finding in findings { #expect(keys.isSubset(of: finding.object.keys)) }
    // What has no place comes first.
    #expect(findings[0]["file"] == .null && findings[0]["line"] == .null)
    let first = findings[2]
    #expect(first["rule"] == "core-group-name" && first["category"] == "inert")
    #expect(first["severity"] == "error" && first["line"] == 2)
    #expect(first["column"] == 15 && first["endColumn"] == 19)
    #expect(first["notes"][0]["line"] == 5)
    #expect(first["fix"]["edits"][0]["replacement"] == "\"\"")
    #expect(findings[1]["fix"] == .null)
  }

  @Test func aCommandOfGitHubIsOneLine() {
    let report = SampleReport.hostile
    let lines = report.rendered(as: .github).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 4 && lines.last == "")
    #expect(lines.dropLast().allSatisfy { $0.hasPrefix("::") })
    // Between the properties there are commas and equals signs of ours only.
    for line in lines.dropLast() {
      let properties = line.dropFirst(2).prefix { $0 != ":" }
      #expect(properties.split(separator: ",").allSatisfy { $0.contains("=") })
    }
  }

  @Test func textHoldsNothingThatATerminalObeys() {
    for format in [ReportFormat.text, .github, .junit] {
      let text = SampleReport.hostile.rendered(as: format)
      for scalar in text.unicodeScalars where scalar != "\n" {
        #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value))
        #expect(format != .text || scalar != "\u{202E}")
      }
    }
  }
}
