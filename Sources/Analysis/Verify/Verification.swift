// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Manifests
package import RBAC

/// What a set of manifests grants an agent, held against what the agent needs.
package struct Verification: Sendable {
  /// The answer for one action, or for the whole set.
  package enum Verdict: String, Sendable {
    case granted, missing, undetermined
    /// The agent is too old to have the action.
    case unsupported
  }

  /// A request that the API server would have to allow.
  package struct NeededRequest: Hashable, Sendable, Comparable {
    package var verb: String
    package var apiGroup: String
    /// `resource` or `resource/subresource`; empty for a path.
    package var resource: String
    package var nonResourceURL: String
    /// The only namespace it is needed in; `nil` when it is needed in all, or outside any.
    package var namespace: String?
    /// The only object name it is needed for; `nil` when it is needed for every name.
    package var name: String?

    package static func < (left: Self, right: Self) -> Bool { left.key < right.key }

    /// The request in words.
    package var phrase: AccessPhrase {
      let target: Atom.Target =
        nonResourceURL.isEmpty
        ? .resource(verb: verb, apiGroup: apiGroup, resource: resource, resourceName: name)
        : .nonResource(verb: verb, url: nonResourceURL)
      return AccessPhrase(Atom(target, scope: namespace.map { .namespace($0) } ?? .cluster))
    }

    private var key: (String, String, String, String, String, String) {
      (apiGroup, resource, nonResourceURL, verb, namespace ?? "", name ?? "")
    }
  }

  /// A needed request and the rule that allows it.
  package struct Satisfaction: Sendable {
    package var request: NeededRequest
    package var grant: PlacedGrant?
    /// The title of the way that stands in for the documented one; `nil` for the documented one.
    package var alternative: String?
  }

  /// One action's answer.
  package struct ActionResult: Sendable {
    package var id: String
    package var title: String
    package var verdict: Verdict
    package var missing: [NeededRequest]
    package var satisfiedBy: [Satisfaction]
    package var notes: [Diagnostic.Note]
    /// Whether it is something that the agent reads, rather than an action.
    package var isCapability = false

    /// Whether reports count it alone: what the agent reads is much, and seldom named one by one.
    package var isCountedAlone: Bool { isCapability && verdict == .granted && notes.isEmpty }
  }

  /// A rule that is granted without a need, with the rules of the text that grant it.
  package struct ExcessRule: Sendable {
    package var rule: ScopedRule
    package var grants: [PlacedGrant]
  }

  /// A rule, or a part of one, that no API server of the target version would ever use.
  package struct InertRule: Sendable {
    package var rule: ScopedRule
    package var reason: String
    package var grant: PlacedGrant

    /// The rules of what is dead in a grant, by the reason.
    static func rules(of dead: [String: [Atom]], in grant: PlacedGrant) -> [InertRule] {
      dead.sorted { $0.key < $1.key }.flatMap { reason, atoms in
        AtomSet(atoms).normalForm().map { InertRule(rule: $0, reason: reason, grant: grant) }
      }
    }
  }

  /// How far the granted rules reach beyond the needed ones, in served (resource, verb) pairs.
  package struct Fit: Sendable {
    package var granted: Int
    package var needed: Int
  }

  /// What the verdict was made with.
  package struct Versions: Sendable {
    package var catalog: String
    package var kubernetes: String
    package var agent: String

    package init(catalog: String, kubernetes: String, agent: String) {
      self.catalog = catalog
      self.kubernetes = kubernetes
      self.agent = agent
    }
  }

  package var agent: String
  package var versions: Versions
  /// Where the set was taken from, in words.
  package var setSource: String?
  /// Whether the roles were judged as if bound, because the input has no binding.
  package var assumedBound: Bool
  /// The agent's account; `nil` when the roles were only assumed to be bound.
  package var serviceAccount: ManifestSet.ServiceAccountName?
  package var actions: [ActionResult]
  /// The smallest rules to add, in normal form.
  package var missingRules: [ScopedRule]
  package var excess: [ExcessRule]
  package var inert: [InertRule]
  /// Why parts of the answer can't be known.
  package var undetermined: [Diagnostic.Note]
  package var fit: Fit
  /// Routes to actions that must be impossible.
  package var forbidden: [ForbiddenRoute] = []
  /// Routes that lead further than any action, when something is forbidden.
  package var escalations: [ForbiddenRoute] = []
  /// Actions that must be impossible, and nobody can tell whether they are.
  package var undecided: [UndecidedRoute] = []

  /// The answer for the whole set: missing before undetermined before unsupported before granted.
  package var verdict: Verdict {
    if actions.contains(where: { $0.verdict == .missing }) { return .missing }
    if actions.contains(where: { $0.verdict == .undetermined }) { return .undetermined }
    if actions.contains(where: { $0.verdict == .unsupported }) { return .unsupported }
    return .granted
  }
}

extension Verification.NeededRequest {
  package init(_ atom: Atom) {
    switch atom.target {
    case .nonResource(let verb, let url):
      self.init(verb: verb, apiGroup: "", resource: "", nonResourceURL: url)
    case .resource(let verb, let apiGroup, let resource, let name):
      self.init(
        verb: verb, apiGroup: apiGroup, resource: resource, nonResourceURL: "",
        namespace: atom.scope.namespace, name: name)
    }
  }
}
