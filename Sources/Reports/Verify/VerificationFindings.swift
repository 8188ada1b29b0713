// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics

/// A verification as findings: one for each request that is missing, each rule that is too much,
/// and so on.
package struct VerificationFindings {
  private let verification: Verification
  private let verdicts: VerdictFindings

  /// - Parameters:
  ///   - failing: ids of rules whose findings make the run fail, and so are errors.
  ///   - place: where findings are shown that are about what is not there: the agent's role.
  package init(_ verification: Verification, failing: Set<String>, place: SourceRange?) {
    self.verification = verification
    verdicts = VerdictFindings(.requests, failing: failing, at: place)
  }

  /// - Parameters:
  ///   - target: the target's name, when several are verified in one run.
  ///   - diagnostics: what is wrong with the manifests themselves.
  package func section(
    target: String? = nil, diagnostics: [Diagnostic] = []
  ) -> FindingReport.Section {
    FindingReport.Section(
      target: target,
      findings: verdicts.findings(of: verification) + CheckRules.findings(of: diagnostics),
      passed: verification.actions.filter { $0.verdict == .granted }.map(\.id),
      undetermined: verification.undetermined)
  }
}
