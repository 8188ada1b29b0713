// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Manifests
import RBAC

/// Verdicts as findings: which verdict is a finding of which rule, what it says, and where.
package struct VerdictFindings {
  /// How an action that is not granted is reported.
  package enum Grain: Sendable {
    /// A finding for each request that is missing.
    case requests
    /// One for the action, with all its requests in the message.
    case actions
    /// One for the action, which is on in `source`, with its requests as notes.
    case switches(source: String)
  }

  private let grain: Grain
  private let failing: Set<String>
  private let place: SourceRange?
  private let object: Finding.Object?

  /// - Parameters:
  ///   - failing: ids of rules whose findings make the run fail, and so are errors.
  ///   - place: where findings are shown that are about what is not there: the agent's role.
  ///   - object: what such findings are about.
  package init(
    _ grain: Grain, failing: Set<String> = [], at place: SourceRange? = nil,
    of object: Finding.Object? = nil
  ) {
    self.grain = grain
    self.failing = failing
    self.place = place
    self.object = object
  }

  /// Everything that a verification found.
  package func findings(of verification: Verification) -> [Finding] {
    verification.actions.flatMap { findings(of: $0) }
      + verification.excess.map { finding(of: $0) } + verification.inert.map { finding(of: $0) }
      + verification.forbidden.map(forbidden)
      + verification.escalations.map(escalation)
  }

  /// None for an action that is granted.
  package func findings(of action: Verification.ActionResult) -> [Finding] {
    guard let rule = action.rule else { return [] }
    var notes = action.notes
    if case .switches = grain {
      notes = action.missing.map { Diagnostic.Note("missing: \($0.phrase.brief)") } + notes
    }
    // The notes are about the action as a whole.
    return messages(of: action, rule).enumerated().map { index, message in
      finding(rule, message, at: place, object: object, notes: index == 0 ? notes : [])
    }
  }

  private func messages(of action: Verification.ActionResult, _ rule: RuleDescription) -> [String] {
    let id = action.id
    switch (action.verdict, grain) {
    case (.granted, _): return []
    case (.missing, .requests): return action.missing.map { "\(id) needs \($0.phrase.need)" }
    case (.missing, .actions):
      return ["\(id) needs " + action.missing.map(\.phrase.need).joined(separator: "; ")]
    case (.missing, .switches(let source)):
      let what = rule == .missingForAction ? "nothing that" : "only a part of what"
      return ["\(id) is on in \(source), and \(what) it needs is granted"]
    case (.undetermined, _): return ["nobody can tell whether \(id) is possible"]
    case (.unsupported, .actions): return ["\(id) is not there"]
    case (.unsupported, _): return ["\(id) is not in this version of the agent"]
    }
  }

  package func finding(of excess: Verification.ExcessRule) -> Finding {
    finding(
      .excessForActions, "no action of the set needs \(AccessPhrase(excess.rule).grant)",
      by: excess.grants)
  }

  package func finding(of inert: Verification.InertRule) -> Finding {
    finding(
      .inertGrant, "\(AccessPhrase(inert.rule).grant) grants nothing: \(inert.reason)",
      by: [inert.grant])
  }

  /// A grant that was of use and is of none in the version of Kubernetes to come.
  package func finding(ofUse lost: Verification.InertRule, in kubernetes: String) -> Finding {
    finding(
      .inertGrant,
      "\(AccessPhrase(lost.rule).grant): of no use in Kubernetes \(kubernetes): \(lost.reason)",
      at: lost.grant.range)
  }

  private func forbidden(_ route: ForbiddenRoute) -> Finding {
    finding(.forbiddenAction, "\(route.action) is possible: \(route.route)", by: route.grants)
  }

  private func escalation(_ route: ForbiddenRoute) -> Finding {
    finding(
      .escalationRoute, "the account can \(route.action): \(route.route)", by: route.grants)
  }

  /// A finding about grants: it is shown at the first that is written somewhere.
  private func finding(
    _ rule: RuleDescription, _ message: String, by grants: [PlacedGrant]
  ) -> Finding {
    let written = grants.filter { $0.range != nil }
    let others = written.dropFirst().map { Diagnostic.Note("also \($0.title)", at: $0.range) }
    let object =
      grants.count == 1 ? grants[0].ruleEntry.map { Finding.Object($0.reference) } : nil
    return finding(
      rule, message, at: written.first?.range ?? place, object: object, notes: Array(others))
  }

  private func finding(
    _ rule: RuleDescription, _ message: String, at range: SourceRange?,
    object: Finding.Object? = nil, notes: [Diagnostic.Note] = []
  ) -> Finding {
    Finding(
      rule, message, at: range, severity: failing.contains(rule.id) ? .error : nil,
      object: object, notes: notes)
  }
}

extension Verification.ActionResult {
  /// What its verdict is a finding of; `nil` for an action that is granted.
  package var rule: RuleDescription? {
    switch verdict {
    case .granted: nil
    case .missing: satisfiedBy.isEmpty ? .missingForAction : .partialForAction
    case .undetermined: .undeterminedForAction
    case .unsupported: .unsupportedAction
    }
  }
}
