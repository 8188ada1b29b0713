// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics
import Manifests

/// A verification as findings: one for each request that is missing, each rule that is too much,
/// and so on.
package struct VerificationFindings {
  private let verification: Verification
  private let failing: Set<String>
  private let place: SourceRange?

  /// - Parameters:
  ///   - failing: ids of rules whose findings make the run fail, and so are errors.
  ///   - place: where findings are shown that are about what is not there: the agent's role.
  package init(_ verification: Verification, failing: Set<String>, place: SourceRange?) {
    self.verification = verification
    self.failing = failing
    self.place = place
  }

  /// - Parameters:
  ///   - target: the target's name, when several are verified in one run.
  ///   - diagnostics: what is wrong with the manifests themselves.
  package func section(
    target: String? = nil, diagnostics: [Diagnostic] = []
  ) -> FindingReport.Section {
    FindingReport.Section(
      target: target,
      findings: verification.actions.flatMap(findings) + verification.excess.map(excess)
        + verification.inert.map(inert)
        + verification.forbidden.map { route("forbidden-action", "\($0.action) is possible", $0) }
        + verification.escalations.map {
          route("escalation-route", "the account can \($0.action)", $0)
        } + CheckRules.findings(of: diagnostics),
      passed: verification.actions.filter { $0.verdict == .granted }.map(\.id),
      undetermined: verification.undetermined)
  }

  private func findings(_ action: Verification.ActionResult) -> [Finding] {
    switch action.verdict {
    case .granted: return []
    case .missing:
      let rule = action.satisfiedBy.isEmpty ? "missing-for-action" : "partial-for-action"
      return action.missing.enumerated().map { index, request in
        // The notes are about the action as a whole.
        finding(
          rule, .error, "\(action.id) needs \(VerificationText.sentence(request))", at: place,
          notes: index == 0 ? action.notes : [])
      }
    case .undetermined:
      return [
        finding(
          "undetermined-for-action", .warning, "nobody can tell whether \(action.id) is possible",
          at: place, notes: action.notes)
      ]
    case .unsupported:
      return [
        finding(
          "unsupported-action", .warning, "\(action.id) is not in this version of the agent",
          at: place, notes: action.notes)
      ]
    }
  }

  private func excess(_ excess: Verification.ExcessRule) -> Finding {
    finding(
      "excess-for-actions", .warning,
      "no action of the set needs \(RuleText.line(excess.rule))", by: excess.grants)
  }

  private func inert(_ inert: Verification.InertRule) -> Finding {
    finding(
      "inert-grant", .warning, "\(RuleText.line(inert.rule)) grants nothing: \(inert.reason)",
      by: [inert.grant])
  }

  private func route(_ rule: String, _ what: String, _ route: ForbiddenRoute) -> Finding {
    let severity: Diagnostic.Severity = rule == "forbidden-action" ? .error : .warning
    return finding(rule, severity, "\(what): \(route.route)", by: route.grants)
  }

  /// A finding about grants: it stands at the first that is written somewhere.
  private func finding(
    _ rule: String, _ severity: Diagnostic.Severity, _ message: String, by grants: [PlacedGrant]
  ) -> Finding {
    let written = grants.filter { $0.range != nil }
    let others = written.dropFirst().map { Diagnostic.Note("also \($0.title)", at: $0.range) }
    let object = grants.count == 1 ? grants.first?.ruleEntry.map(Finding.Object.init) : nil
    return finding(
      rule, severity, message, at: written.first?.range ?? place, object: object,
      notes: Array(others))
  }

  private func finding(
    _ rule: String, _ severity: Diagnostic.Severity, _ message: String, at range: SourceRange?,
    object: Finding.Object? = nil, notes: [Diagnostic.Note] = []
  ) -> Finding {
    Finding(
      rule, failing.contains(rule) ? .error : severity, message, at: range, object: object,
      notes: notes)
  }
}

extension Finding.Object {
  /// The RBAC object that an entry stands for.
  init(_ entry: OriginTable.Entry) {
    self.init(
      apiVersion: "rbac.authorization.k8s.io/v1", kind: entry.kind, namespace: entry.namespace,
      name: entry.name)
  }
}
