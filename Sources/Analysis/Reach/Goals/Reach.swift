// SPDX-License-Identifier: Apache-2.0

import Manifests
package import RBAC

/// What one identity comes to, for each goal that is asked about.
///
/// Three searches answer: one by what the API server alone decides, one that also takes what needs
/// a kubelet or a controller, and one that takes what is not known for granted. What only the last
/// one comes to is undetermined.
package struct Reach {
  package enum Verdict: String, Sendable {
    case reachable, unreachable, undetermined
  }

  /// The answer for one goal.
  package struct GoalResult: Sendable {
    package var goal: ReachGoal
    package var verdict: Verdict
    /// For a goal that is reachable: whether a path of decided steps leads there.
    package var certainty: Certainty?
    package var path: [PathStep] = []
    /// Why it is undetermined: sentences.
    package var reasons: [String] = []
  }

  package let user: User
  private let base: ReachBase
  private let decided: ReachSearch
  private let modelled: ReachSearch
  private let optimistic: ReachSearch?

  /// - Parameters:
  ///   - includesModelled: whether paths count that need more than the API server.
  ///   - without: routes that are not taken, by id.
  package init(
    _ base: ReachBase, from user: User, includesModelled: Bool = true, without: Set<String> = []
  ) {
    self.base = base
    self.user = user
    decided = ReachSearch(base, from: user, mode: .init(includesModelled: false, without: without))
    var search = decided
    var hasEverything = search.surelyHasEverything
    if !hasEverything, includesModelled, search.leftOut || search.everything != nil {
      search = ReachSearch(base, from: user, mode: .init(includesModelled: true, without: without))
      hasEverything = search.surelyHasEverything
    }
    modelled = search
    optimistic =
      !hasEverything && base.leavesOpen
      ? ReachSearch(
        base, from: user,
        mode: .init(includesModelled: includesModelled, isOptimistic: true, without: without)) : nil
  }

  /// What a search says that is finished.
  private init(_ base: ReachBase, of search: ReachSearch) {
    self.base = base
    user = search.identities[search.root].user
    decided = search
    modelled = search
    optimistic = nil
  }

  /// The goals that are not about one account or one action.
  package static let clusterGoals: [ReachGoal] = [
    .clusterAdmin, .node, .rbac, .secrets(.cluster),
  ]

  /// How much is come to.
  package struct Counts: Sendable {
    /// Other service accounts, and users.
    package var accounts: Int
    package var users: Int
    /// Namespaces in which Secrets can be read; `nil` for all.
    package var secretNamespaces: Int?
    /// By namespace, the accounts.
    package var accountsByNamespace: [String: Int]
    /// What else can be done, in words: it leads to no goal by itself.
    package var influences: [String]

    /// Counts an account of a namespace, or a user.
    fileprivate mutating func count(_ namespace: String?, _ number: Int) {
      guard let namespace else {
        users += number
        return
      }
      accounts += number
      let known = accountsByNamespace[namespace, default: 0] + number
      accountsByNamespace[namespace] = known == 0 ? nil : known
    }
  }

  package var counts: Counts {
    guard let kept = modelled.sameAs else { return counted }
    // Both come to the same, but each to the other one instead of to themselves.
    var counts = kept.counts ?? Reach(base, of: kept.search).counted
    kept.counts = counts
    let other = kept.search.identities[kept.search.root].known.namespace
    counts.count(modelled.identities[modelled.root].known.namespace, -1)
    counts.count(other, 1)
    return counts
  }

  private var counted: Counts {
    let isEverything = modelled.everything != nil
    var counts = Counts(
      accounts: 0, users: 0,
      secretNamespaces: isEverything || readsAllSecrets ? nil : secretNamespaces.count,
      accountsByNamespace: [:], influences: modelled.influences.map(\.title))
    // Whoever comes to everything comes to everybody there is.
    let others = isEverything ? base.everybody(but: user) : modelled.others.map(\.known.namespace)
    for namespace in others { counts.count(namespace, 1) }
    return counts
  }

  /// The goals that everybody asks about, and those that were come to.
  ///
  /// - Parameter actions: of the catalog.
  package func usualGoals(actions: [String]) -> [ReachGoal] {
    let own = User.serviceAccount(of: user)
    var accounts: [ManifestSet.ServiceAccountName] = []
    var users: [User] = []
    for identity in modelled.others {
      if let account = identity.user.serviceAccount,
        identity.user == User.serviceAccount(namespace: account.namespace, name: account.name)
      {
        accounts.append(.init(namespace: account.namespace, name: account.name))
      } else {
        users.append(identity.user)
      }
    }
    accounts.removeAll { $0 == own }
    return Self.clusterGoals
      + secretNamespaces.map { .secrets(.namespace($0)) }
      + accounts.sorted().map { .account($0) }
      + users.sorted { $0.name < $1.name }.map { .user($0) }
      + actions.map { .action($0) }
  }

  /// The goals that a reviewer must know of: those of the cluster, and where Secrets can be read or
  /// commands be run.
  package var reviewedGoals: [ReachGoal] {
    guard let kept = modelled.sameAs else { return foundGoals }
    if let known = kept.reviewedGoals { return known }
    let found = Reach(base, of: kept.search).foundGoals
    kept.reviewedGoals = found
    return found
  }

  private var foundGoals: [ReachGoal] {
    Self.clusterGoals + [.exec(.cluster)]
      + secretNamespaces.map { .secrets(.namespace($0)) }
      + execNamespaces.map { .exec(.namespace($0)) }
  }

  /// The namespaces in whose pods commands can be run, where they cannot be in all.
  private var execNamespaces: [String] {
    guard modelled.everything == nil else { return [] }
    let asked = PodExecRoute.requests
    let scopes = Set(
      (ownRules(\.relevantRules) + givenRules).filter { rule in
        asked.contains { $0.verb(allowedBy: rule.rule) != nil }
      }.map(\.scope))
    return scopes.compactMap(\.namespace).sorted()
  }

  /// The namespaces whose Secrets can be read, where not those of all can.
  private var secretNamespaces: [String] {
    guard modelled.everything == nil, !readsAllSecrets else { return [] }
    return Set(secretReads.compactMap(\.scope.namespace)).sorted()
  }

  private var readsAllSecrets: Bool {
    secretReads.contains { $0.scope == .cluster && $0.rule.resourceNames.isEmpty }
  }

  private var secretReads: [HeldRule] {
    ownRules(\.secretReads)
      + givenRules.filter { SecretReadingRoute.read.verb(allowedBy: $0.rule) != nil }
  }

  /// Rules that those who are held have by the input, as far as their requests can be sent.
  private func ownRules(_ own: (KnownUser) -> [HeldRule]) -> [HeldRule] {
    modelled.identities.flatMap { $0.filter?.apply(to: own($0.known)) ?? own($0.known) }
  }

  /// Rules that steps have brought.
  private var givenRules: [HeldRule] {
    modelled.identities.flatMap(\.extra) + modelled.shared.all + modelled.powers
  }

  /// Answers for goals, in their order.
  package func results(_ goals: [ReachGoal], _ requests: GoalRequests) -> [GoalResult] {
    let byDecision = GoalFinder(decided, requests)
    let byModel = GoalFinder(modelled, requests)
    let byHope = optimistic.map { GoalFinder($0, requests) }
    var once = MadeOnce(base, from: user)
    return goals.map { goal in
      var isOpen = false
      for (finder, search, certainty) in [
        (byDecision, decided, Certainty.decided), (byModel, modelled, .modelled),
      ] {
        let answer = once.path(finder.path(to: goal), of: search) {
          GoalFinder($0, requests).path(to: goal)
        }
        switch answer {
        case .found(let path, let search):
          return GoalResult(
            goal: goal, verdict: .reachable, certainty: certainty, path: shown(path, of: search))
        case .open: isOpen = true
        case .none: break
        }
      }
      if isOpen {
        return GoalResult(
          goal: goal, verdict: .undetermined,
          reasons: ["it hangs on who makes roles that bindings name and nobody has made yet"])
      }
      if let optimistic, let path = byHope?.path(to: goal) {
        return GoalResult(
          goal: goal, verdict: .undetermined, path: shown(path, of: optimistic),
          reasons: reasons(path))
      }
      return GoalResult(goal: goal, verdict: .unreachable)
    }
  }

  private func reasons(_ path: [ReachStep]) -> [String] {
    var reasons: [String] = []
    for step in path {
      if let reason = step.openReason { reasons.append(reason) }
      for case .unknown(let binding)? in step.requests.map({ $0.held?.source }) {
        let unresolved = base.policy.unresolved(in: binding)
        reasons += unresolved.map(base.policy.describe)
        let reference = base.policy.bindings[binding].reference.title
        if unresolved.isEmpty { reasons.append("nobody knows all that \(reference) grants") }
      }
      let isGated = RouteRegistry.all.contains {
        $0.id == step.route && !$0.exists(in: base.version)
      }
      if isGated {
        reasons.append(
          "the route \(step.route) is behind a feature gate in Kubernetes \(base.version)")
      }
    }
    if reasons.isEmpty {
      reasons.append("it hangs on objects whose namespace or rules nobody named")
    }
    return reasons.distinct
  }

  private func shown(_ path: [ReachStep], of search: ReachSearch) -> [PathStep] {
    path.map { step in
      PathStep(
        route: step.route, user: search.identities[step.identity].user,
        certainty: step.certainty,
        requests: step.requests.map { asked in
          PathStep.Asked(
            request: asked.request, grant: asked.held.flatMap(base.grant),
            because: asked.because ?? because(asked.held, in: search))
        }, yields: step.yields)
    }
  }

  private func because(_ held: HeldRule?, in search: ReachSearch) -> String? {
    switch held?.source {
    case .grant?: nil
    case .step(let number)?: "it has \(search.step(number).yields)"
    case .unknown?: "a binding may grant it"
    case nil: "every request is allowed"
    }
  }
}

extension User {
  /// The service account that a user is; `nil` for another user.
  fileprivate static func serviceAccount(of user: User) -> ManifestSet.ServiceAccountName? {
    user.serviceAccount.map { .init(namespace: $0.namespace, name: $0.name) }
  }
}
