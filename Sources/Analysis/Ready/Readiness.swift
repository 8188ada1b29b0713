// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Diagnostics
package import Manifests
package import RBAC

/// Whether what is granted now is enough for an agent, a chart or a Kubernetes that is to come, and
/// what to do where it isn't.
package struct Readiness: Sendable {
  package enum Verdict: String, Sendable {
    case ready
    case notReady = "not-ready"
    case undetermined
  }

  /// The versions before or after the upgrade.
  package struct Side: Hashable, Sendable {
    package var agent: String
    /// `NAME@VERSION`; `nil` where no chart is named.
    package var chart: String?
    package var kubernetes: String

    package init(agent: String, chart: String?, kubernetes: String) {
      self.agent = agent
      self.chart = chart
      self.kubernetes = kubernetes
    }
  }

  /// A rule that is needed after the upgrade and was not before.
  package struct NewNeed: Sendable {
    package var rule: ScopedRule
    /// Ids of the actions that need it, sorted.
    package var actions: [String]
    /// `granted`, `missing` or `undetermined`.
    package var verdict: Verification.Verdict

    package var isGranted: Bool { verdict == .granted }
  }

  /// One thing to do on the way.
  package struct Step: Hashable, Sendable {
    /// A phrase in the imperative, lower case, no full stop.
    package var title: String
    /// As a POSIX shell takes it; `nil` where it is done elsewhere, by whoever keeps the objects.
    package var command: String?

    package init(_ title: String, command: String?) {
      self.title = title
      self.command = command
    }
  }

  package var agent: String
  package var catalog: String
  package var from: Side
  package var to: Side
  /// The agent's account; `nil` when the roles were only assumed to be bound.
  package var account: ManifestSet.ServiceAccountName?
  /// What the set before the upgrade was taken from, in words.
  package var source: String
  /// Ids of what is on after the upgrade and was not before, and the reverse; sorted.
  package var switchedOn: [String]
  package var switchedOff: [String]
  /// Each action's answer after the upgrade.
  package var actions: [Verification.ActionResult]
  package var newNeeds: [NewNeed]
  /// The smallest rules to add, in normal form.
  package var missingRules: [ScopedRule]
  /// Rules that were needed before the upgrade and are not after it.
  package var droppedNeeds: [ScopedRule]
  /// What is granted, of use now, and of none after the upgrade.
  package var inert: [Verification.InertRule]
  package var values: [ValueChange]
  package var roleRefs: [RoleRefConflict]
  /// Whether whoever asks may run the steps; empty where nobody said who that is.
  package var rights: [OwnRight]
  /// Who asks, in words; `nil` where nobody said.
  package var granter: String?
  /// What makes it ready, in order.
  package var steps: [Step]
  /// The upgrade itself, once it is ready.
  package var upgrade: [Step]
  /// Why parts of the answer can't be known.
  package var undetermined: [Diagnostic.Note]
  /// What should be known besides.
  package var notes: [Diagnostic.Note]
  /// Goals that the account comes to after the upgrade and did not before it.
  package var opened: [Reach.GoalResult] = []
  /// Versions that nobody knows, so that what they need can't be told; also among `undetermined`.
  package var unknownVersions: [Diagnostic.Note] = []

  /// Why no action was judged; `nil` where some were.
  package var nothingJudged: NothingJudged?

  /// That no action was judged, which is no answer to whether an upgrade would work.
  package struct NothingJudged: Sendable {
    /// A clause, such as `the set after the upgrade is empty (--actions)`.
    package var reason: String
    /// Whether somebody asked for no action, so that nothing is open.
    package var isMeant: Bool

    package init(_ reason: String, isMeant: Bool) {
      self.reason = reason
      self.isMeant = isMeant
    }

    package var sentence: String { "no actions to judge: \(reason)" }
  }

  /// That no action was judged, where that leaves the answer open.
  package var openQuestions: [Diagnostic.Note] {
    [nothingJudged].compactMap(\.self).filter { !$0.isMeant }.map { Diagnostic.Note($0.sentence) }
  }

  /// What keeps it from being ready, one clause each.
  package var obstacles: [String] {
    var obstacles: [String] = []
    let missing = actions.count { $0.verdict == .missing }
    if missing > 0 { obstacles.append("\(missing.counted("action")) would be refused") }
    let unsupported = actions.count { $0.verdict == .unsupported }
    if unsupported > 0 {
      obstacles.append("the agent would not have \(unsupported.counted("action"))")
    }
    if !roleRefs.isEmpty {
      obstacles.append("\(roleRefs.count.counted("binding")) cannot be changed as planned")
    }
    let lost = values.flatMap(\.lost).filter(switchedOff.contains)
    if !lost.isEmpty {
      obstacles.append("\(Set(lost).count.counted("action")) would be switched off")
    }
    if rights.contains(where: { $0.answer == .refused }) {
      obstacles.append("\(granter ?? "you") may not take every step")
    }
    return obstacles
  }

  /// The verdict in a word or two, and what it rests on.
  package var headline: (word: String, reasons: [String]) {
    switch verdict {
    case .notReady: return ("not ready", obstacles)
    case .undetermined: return (verdict.rawValue, [nothingJudged?.sentence].compactMap(\.self))
    case .ready:
      return nothingJudged.map { ("no actions to judge", [$0.reason]) } ?? (verdict.rawValue, [])
    }
  }

  package var verdict: Verdict {
    if !obstacles.isEmpty { return .notReady }
    let isOpen =
      actions.contains { $0.verdict == .undetermined }
      || rights.contains { $0.answer == .undetermined } || nothingJudged?.isMeant == false
    return isOpen || !unknownVersions.isEmpty ? .undetermined : .ready
  }
}
