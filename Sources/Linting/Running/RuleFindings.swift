// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Gathers what one rule finds.
package struct RuleFindings {
  private let id: String
  private let severity: Diagnostic.Severity
  package private(set) var findings: [Finding] = []

  package init(of rule: any LintRule.Type) {
    id = rule.id
    severity = rule.severity
  }

  /// Files one finding.
  ///
  /// - Parameters:
  ///   - message: what is wrong: one clause, lower case, no full stop.
  ///   - object: what it is about.
  ///   - severity: where the consequence is not the usual one.
  package mutating func report(
    _ message: String, at range: SourceRange?, of object: Finding.Object? = nil,
    severity: Diagnostic.Severity? = nil, notes: [Diagnostic.Note] = [], fix: Fix? = nil
  ) {
    findings.append(
      Finding(
        id, severity ?? self.severity, message, at: range, object: object, notes: notes,
        fix: fix))
  }

  /// Files a finding of this rule that was made elsewhere.
  package mutating func add(_ finding: Finding) {
    precondition(finding.rule == id, "\(finding.rule) is not a finding of \(id)")
    findings.append(finding)
  }
}
