// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Findings for CI servers that show tests: each error and warning is a test that failed, each note
/// one that was skipped, and what is as it should be one that passed.
///
/// It holds to both schemas in use, that of Jenkins' xunit-plugin and that of Ant's reports. The
/// latter demands a time and a host of each suite; a report has neither.
package struct JUnitReport {
  private let report: FindingReport

  package init(_ report: FindingReport) { self.report = report }

  package var text: String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
    for (index, (section, items)) in report.itemsBySection.enumerated() {
      text += suite(section, items, index: index)
    }
    return text + "</testsuites>\n"
  }

  private func suite(
    _ section: FindingReport.Section, _ items: [FindingReport.Item], index: Int
  ) -> String {
    let name = ["rolefit", report.command, section.target ?? ""].filter { !$0.isEmpty }
      .joined(separator: " ")
    let passed = report.passed(in: section)
    let skipped = items.count { $0.finding.severity == .note } + section.undetermined.count
    let tag = XMLText.tag(
      "testsuite",
      [
        ("name", name), ("package", "rolefit"), ("id", String(index)),
        ("tests", String(items.count + passed.count + section.undetermined.count)),
        ("failures", String(items.count { $0.finding.severity != .note })),
        ("errors", "0"), ("skipped", String(skipped)), ("time", "0"),
        ("timestamp", "1970-01-01T00:00:00"), ("hostname", "localhost"),
      ])
    var text = "  <\(tag)>\n    <properties>\n"
    text +=
      "      <\(XMLText.tag("property", [("name", "version"), ("value", report.version)]))/>\n"
    text += "    </properties>\n"
    for item in items { text += test(item) }
    for note in section.undetermined {
      text += test(
        name: note.sentence, group: "undetermined",
        child: "<\(XMLText.tag("skipped", [("message", note.message)]))/>")
    }
    for check in passed { text += test(name: check.name, group: check.category, child: nil) }
    return text + "    <system-out></system-out>\n    <system-err></system-err>\n  </testsuite>\n"
  }

  private func test(_ item: FindingReport.Item) -> String {
    let finding = item.finding
    let attributes = [("message", finding.message), ("type", finding.severity.rawValue)]
    let tag = finding.severity == .note ? "skipped" : "failure"
    let details = XMLText.escaped(details(item))
    return test(
      name: "\(finding.rule): \(finding.message)", group: item.category,
      child: "<\(XMLText.tag(tag, attributes))>\(details)</\(tag)>")
  }

  private func test(name: String, group: String, child: String?) -> String {
    let tag = XMLText.tag(
      "testcase", [("name", name), ("classname", group), ("time", "0")])
    guard let child else { return "    <\(tag)/>\n" }
    return "    <\(tag)>\n      \(child)\n    </testcase>\n"
  }

  private func details(_ item: FindingReport.Item) -> String {
    let finding = item.finding
    var lines = [(finding.range.map { "\($0): " } ?? "") + finding.message]
    lines += finding.notes.map { "note: \($0.sentence)" }
    if let rule = item.rule {
      if !rule.why.isEmpty { lines.append("why: \(rule.why)") }
      if !rule.remedy.isEmpty { lines.append("help: \(rule.remedy)") }
    }
    if let fix = finding.fix { lines.append("fix: \(fix.title)") }
    return lines.joined(separator: "\n")
  }
}
