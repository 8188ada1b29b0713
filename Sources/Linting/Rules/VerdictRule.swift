// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// A lint rule that finds what `verify` finds too: its text is that of the vocabulary that both
/// use.
package protocol VerdictRule: LintRule {
  /// What the vocabulary says of the rule whose id is this one's.
  static var verdict: RuleDescription { get }
}

extension VerdictRule {
  package static var severity: Diagnostic.Severity { verdict.severity }
  /// Without the full stop, as lint rules have it.
  package static var summary: String { String(verdict.summary.dropLast()) }
  package static var why: String { verdict.why }
  package static var remedy: String { verdict.remedy }
}
