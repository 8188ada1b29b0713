// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Linting
import Reports
import Testing

struct CheckRulesTests {
  private static func diagnostic(_ code: Diagnostic.Code) -> Diagnostic {
    Diagnostic(.error, code, "something is wrong", at: nil, remedy: "mend it")
  }

  @Test(arguments: ["repeated-object", "unknown-field", "wrong-type"])
  func aDiagnosticThatLintFindsTooIsDescribedAsThere(id: String) throws {
    let rule = try #require(RuleRegistry.rule(id))
    let described = CheckRules.rules(of: [Self.diagnostic(Diagnostic.Code(rawValue: id))])
    var expected = rule.description
    expected.summary += "."
    #expect(described == [expected])
  }

  @Test func anyOtherIsDescribedByItsCode() throws {
    let diagnostics = [Self.diagnostic("b-code"), Self.diagnostic("a-code")]
    let described = CheckRules.rules(of: diagnostics + diagnostics)
    #expect(described.map(\.id) == ["a-code", "b-code"])
    #expect(described.allSatisfy { $0.category == "validity" && $0.severity == .error })
  }

  @Test func aDiagnosticsRemedyIsANote() {
    let findings = CheckRules.findings(of: [Self.diagnostic("a-code")])
    #expect(findings.map(\.rule) == ["a-code"])
    #expect(findings.first?.notes.map(\.message) == ["help: mend it"])
  }
}
