// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// A user that some search met, with what the bindings of the input give it: found once, whichever
/// searches meet it.
package final class KnownUser {
  package let user: User
  /// Its place among the users of its base.
  let number: Int
  /// The bindings that name it or its groups.
  let bindings: [BindingIndex.Held]
  /// Its rules that routes ask for.
  let relevantRules: [HeldRule]
  /// What of requests that are checked twice its rules allow.
  let halves: [HeldHalves.Placed]
  /// A rule that allows everything, cluster-wide.
  let everything: HeldRule?
  /// Its rules that allow reading Secrets.
  let secretReads: [HeldRule]
  /// The namespace of a service account; `nil` for other users.
  let namespace: String?

  /// All its rules, and those that are half of something, once somebody asked.
  var allRules: [HeldRule]?
  var jointRules: (rules: [JointRule], keys: Set<RuleKey>)?
  /// What it can do by each route with nothing but its own rules, once somebody asked: without
  /// routes that a feature gate opens, and with them.
  var candidates: [Bool: [Candidate]] = [:]
  /// Those of them that yield everything, once somebody asked.
  var waysToEverything: [Bool: [Candidate]] = [:]
  /// The atoms of goals that its rules allow, for the requests that they were found for.
  var goalAtoms: (requests: GoalRequests, found: [GoalAtom])?

  var isServiceAccount: Bool { namespace != nil }

  /// An atom that a rule allows.
  struct GoalAtom {
    var atom: Int
    var held: HeldRule
  }

  init(
    _ user: User, number: Int, bindings: [BindingIndex.Held], relevantRules: [HeldRule],
    halves: [HeldHalves.Placed]
  ) {
    self.user = user
    self.number = number
    self.bindings = bindings
    self.relevantRules = relevantRules
    self.halves = halves
    everything = relevantRules.first { $0.scope == .cluster && $0.isEverything }
    secretReads = relevantRules.filter { SecretReadingRoute.read.verb(allowedBy: $0.rule) != nil }
    namespace = user.serviceAccount?.namespace
  }
}
