// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Linting
import Testing

/// Every rule's examples are its tests.
struct RuleExampleTests {
  @Test(arguments: RuleRegistry.ids)
  func flaggedExamplesAreFoundAtTheirMarks(id: String) throws {
    let rule = try #require(RuleRegistry.rule(id))
    #expect(!rule.flagged.isEmpty, "a rule needs flagged examples")
    for example in rule.flagged {
      for form in MarkedText.forms(of: example.marked) {
        #expect(!form.marks.isEmpty, "nothing is marked in:\n\(example.marked)")
        let found = try Sample.findings(in: form.text, like: example).filter { $0.rule == id }
        let places = found.map { Sample.place(of: $0) }.sorted { $0.lowerBound < $1.lowerBound }
        #expect(
          places == form.marks,
          "\(form.form), found \(Sample.list(found)) in:\n\(form.text)")
      }
    }
  }

  @Test(arguments: RuleRegistry.ids)
  func acceptedExamplesPleaseEveryRule(id: String) throws {
    let rule = try #require(RuleRegistry.rule(id))
    #expect(!rule.accepted.isEmpty, "a rule needs accepted examples")
    for example in rule.accepted {
      #expect(!example.marked.contains("⟦"))
      for form in MarkedText.forms(of: example.marked) {
        let found = try Sample.findings(in: form.text, like: example)
        #expect(
          found.isEmpty,
          "\(form.form), found \(Sample.list(found)) in:\n\(form.text)")
      }
    }
  }

  @Test(arguments: RuleRegistry.ids)
  func fixesMendWhatTheyAreForAndAreDoneOnce(id: String) throws {
    let rule = try #require(RuleRegistry.rule(id))
    for example in rule.flagged {
      for form in MarkedText.forms(of: example.marked) {
        let found = try Sample.findings(in: form.text, like: example)
        let fixed = try Sample.fixed(form.text, like: example)
        let before = found.filter { $0.rule == id && $0.fix != nil }
        guard !before.isEmpty else { continue }
        #expect(fixed != form.text, "\(form.form): no fix was applied to\n\(form.text)")
        let after = try Sample.findings(in: fixed, like: example)
        #expect(
          !after.contains { $0.fix != nil },
          "\(form.form): fixes are left in\n\(fixed)")
        let old = Set(found.map { "\($0.rule) \($0.message)" })
        #expect(
          after.allSatisfy { old.contains("\($0.rule) \($0.message)") },
          "\(form.form): the fix makes new findings: \(after.map(\.message)) in\n\(fixed)")
      }
    }
  }
}
