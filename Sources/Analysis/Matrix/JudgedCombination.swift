// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Manifests
package import RBAC

/// What one combination of a chart's switches came to.
package struct JudgedCombination: Sendable {
  /// A rule that the agent's account holds, without the text it stands in.
  package struct Grant: Hashable, Sendable {
    package var rule: ScopedRule
    /// `ClusterRole 'x' rule 2`, counted from 1 as people do.
    package var title: String
    package var range: SourceRange?

    package init(_ grant: PlacedGrant) {
      rule = grant.scopedRule
      title = grant.title
      range = grant.range
    }
  }

  /// An object that the API server would not take.
  package struct Rejection: Hashable, Sendable {
    package var message: String
    package var range: SourceRange?

    package init(message: String, range: SourceRange?) {
      self.message = message
      self.range = range
    }
  }

  package var settings: SwitchSettings
  /// Why there is nothing to judge: helm's words, or what is wrong with what it printed.
  package var failure: [Diagnostic] = []
  /// Ids of the actions that the settings switch on.
  package var actions: Set<String> = []
  /// What those need; what the agent reads besides is not excess.
  package var needs = AtomSet()
  /// What the agent does or reads by the other switches of the values, which is not asked for, but
  /// no excess where it is granted.
  package var reads = AtomSet()
  /// What of both is spelled out. An action on any resource needs a wildcard, which makes the
  /// actions of other switches possible all the same.
  package var spelled = AtomSet()
  /// Ids of the actions that are possible although the settings do not switch them on.
  package internal(set) var possibleBesides: Set<String> = []
  package var grants: [Grant] = []
  package var rejections: [Rejection] = []
  /// A role of the account, for what should stand there and does not.
  package var role: SourceRange?
  package var verdict = Verification.Verdict.granted
  /// Ids of the actions that are switched on and not granted.
  package var lacking: Set<String> = []
  /// The rules that those lack, in normal form.
  package var missing: [ScopedRule] = []
  /// What is granted without a need and somebody could use.
  package var excess: [ScopedRule] = []
  /// What is granted and no API server would use.
  package var inert: [ScopedRule] = []
  package var undetermined: [Diagnostic.Note] = []

  package init(settings: SwitchSettings) { self.settings = settings }

  package var isJudged: Bool { failure.isEmpty }
  /// Whether the chart's own schema refuses the settings, so that nothing can be installed with
  /// them, and there is nothing to judge.
  package var isRefused: Bool { failure.first?.code == .refusedBySchema }
  /// Whether what it grants is what its author meant it to grant: a role that is rejected grants
  /// nothing, whatever the switches.
  var isSound: Bool { isJudged && rejections.isEmpty }

  package var granted: AtomSet { AtomSet(grants.map(\.rule)) }
}

extension JudgedCombination {
  /// Takes what `access` grants, held against the needs of the set.
  package mutating func judge(
    _ access: AgentAccess, _ verification: Verification, in manifests: ManifestSet
  ) {
    grants = access.grants.map(Grant.init)
    excess = verification.excess.map(\.rule)
    inert = verification.inert.map(\.rule)
    rejections = manifests.diagnostics.filter { $0.severity == .error }.map {
      Rejection(message: $0.message, range: $0.range)
    }
    // A role that is rejected is not there, and nothing else is open about it.
    undetermined = rejections.isEmpty ? verification.undetermined : []
    let own = verification.actions.filter { actions.contains($0.id) }
    lacking = Set(own.filter { $0.verdict == .missing }.map(\.id))
    verdict =
      own.contains { $0.verdict == .missing }
      ? .missing : own.contains { $0.verdict == .undetermined } ? .undetermined : .granted
    let entry = access.grants.lazy.compactMap(\.ruleEntry).first
    let held = manifests.roles.first { $0.reference == entry?.reference }
    role = (held ?? manifests.roles.first)?.origin.flatMap { manifests.origins[$0] }?.range
  }
}
