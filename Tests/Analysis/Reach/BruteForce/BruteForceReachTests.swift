// SPDX-License-Identifier: Apache-2.0

import Foundation
import KubernetesAPI
import Manifests
import RBAC
import Testing

@testable import Analysis

/// The search comes to what trying everything comes to.
struct BruteForceReachTests {
  private static let count =
    ProcessInfo.processInfo.environment["ROLEFIT_REACH_CLUSTERS"].flatMap(Int.init) ?? 60

  /// Seeds of clusters to look at again: `ROLEFIT_REACH_SEEDS=233,408`.
  private static let seeds: [UInt64] =
    ProcessInfo.processInfo.environment["ROLEFIT_REACH_SEEDS"]?.split(separator: ",")
    .compactMap { UInt64($0) } ?? Array(0..<UInt64(count)) + rare

  /// Clusters that show what is rare among others: roles that are made once, bindings whose names
  /// are taken, controllers that have nothing to take in.
  private static let rare: [UInt64] = [178, 2419, 3200, 3466, 5974]

  private static let probes: [ReachGoal] = [
    "get:core/configmaps@x", "get:core/configmaps", "delete:core/nodes",
    "get:core/services@default",
    "create:rbac.authorization.k8s.io/rolebindings@y",
    "update:rbac.authorization.k8s.io/clusterroles", "get:core/secrets@x", "patch:core/secrets",
    "create:apps/deployments@kube-system",
  ].compactMap { ReachGoal($0) }

  @Test func comesToTheSameAsTryingEverything() {
    var far = 0
    var differences: [String] = []
    for seed in Self.seeds {
      let comparison = Comparison(RandomCluster(seed: seed), probes: Self.probes)
      if comparison.isFar { far += 1 }
      differences += comparison.differences.map { "\(seed): \($0)" }
    }
    let first = differences.prefix(40).joined(separator: "\n")
    #expect(differences.isEmpty, "\(differences.count) differences:\n\(first)")
    #expect(
      far * 3 >= Self.seeds.count, "\(far) of \(Self.seeds.count) clusters have a path of two steps"
    )
  }

  /// Searches that go on from others, or take over what they found, come to the same as those that
  /// know of no other, by paths that hold together.
  @Test func finishedSearchesChangeNoVerdict() {
    for seed in Self.seeds {
      let random = RandomCluster(seed: seed)
      let goals = random.goals(Self.probes)
      let requests = GoalRequests(goals, table: random.table)
      let kept = random.base
      kept.keepSearches()
      for user in random.users {
        let all = Reach(kept, from: user).results(goals, requests)
        let alone = Reach(random.base, from: user).results(goals, requests)
        #expect(all.map(\.verdict) == alone.map(\.verdict), "\(seed): \(user.name)")
        for result in all {
          #expect(
            Self.holdsTogether(result.path, from: user), "\(seed): \(user.name), \(result.goal)")
        }
      }
    }
  }

  /// Whether each step is sent as somebody whom one before it came to.
  private static func holdsTogether(_ path: [PathStep], from user: User) -> Bool {
    var held = [ReachSearch.title(of: user)]
    return path.allSatisfy { step in
      let title = ReachSearch.title(of: step.user)
      defer { held.append(step.yields) }
      return held.contains { $0 == title || $0 == "some requests as \(title)" }
    }
  }

  /// Were a decided route forgotten, one of the clusters would show it.
  @Test func missesEachRouteThatIsLeftOut() {
    let decided = RouteRegistry.all.filter { $0.certainty == .decided }
    // Constrained impersonation is rare among the clusters, and nothing is bound to who did not
    // log in; others are met at once.
    var open = Set(decided.map { $0.id }).subtracting([
      AnonymousRoute.id, ConstrainedImpersonationRoute.id,
    ])
    for seed in 0..<UInt64(1000) where !open.isEmpty {
      let random = RandomCluster(seed: seed)
      let goals = random.goals(Self.probes)
      let requests = GoalRequests(goals, table: random.table)
      let base = random.base
      let all = Reach(base, from: random.start).results(goals, requests)
      for route in Set(all.flatMap(\.path).map(\.route)).intersection(open).sorted() {
        let some = Reach(base, from: random.start, without: [route]).results(goals, requests)
        if some.map(\.verdict) != all.map(\.verdict) { open.remove(route) }
      }
    }
    #expect(open.isEmpty, "\(open.sorted()) are never missed")
  }
}

extension RandomCluster {
  fileprivate var table: APITable { APITable.builtIn(KubernetesVersion(minor: minor)) }

  /// Every account, and some requests.
  fileprivate func goals(_ probes: [ReachGoal]) -> [ReachGoal] {
    [.clusterAdmin, .node] + probes
      + users.map { user in
        let place = BruteForceNames.place(of: user)
        return .account(.init(namespace: place.namespace, name: place.name))
      }
  }
}

/// What both say of one cluster.
private struct Comparison {
  private(set) var differences: [String] = []
  /// Whether a path has two steps before the request that is asked about.
  private(set) var isFar = false

  init(_ random: RandomCluster, probes: [ReachGoal]) {
    let base = random.base
    let reach = Reach(base, from: random.start)
    let usual = random.goals(probes)
    let users = reach.usualGoals(actions: []).filter { goal in
      switch goal {
      case .user, .account: !usual.contains(goal)
      default: false
      }
    }
    let goals = usual + users
    let table = random.table
    let results = reach.results(goals, GoalRequests(goals, table: table))
    isFar = results.contains { $0.path.filter { $0.route != ReachStep.direct }.count > 1 }
    for isModelled in [false, true] {
      var brute = BruteForceReach(
        random.stored, accounts: random.users, from: random.start, minor: random.minor,
        isModelled: isModelled)
      var others: [BruteForceReach]?
      let word = isModelled ? "modelled" : "decided"
      for result in results {
        let isFound =
          result.verdict == .reachable && (isModelled || result.certainty == .decided)
        var isThere = brute.reaches(result.goal, accounts: random.users, table)
        if isFound, !isThere {
          let known = others ?? Self.others(than: brute, random, isModelled: isModelled)
          others = known
          isThere = known.contains {
            var other = $0
            return other.reaches(result.goal, accounts: random.users, table)
          }
        }
        if isFound != isThere {
          let how = result.path.map { step in
            "\(step.route) as \(step.user.name): "
              + step.requests.map { "\($0.request)" }.joined(separator: "; ") + " => \(step.yields)"
          }
          differences.append(
            "\(word) \(result.goal.id) \(isFound ? "invented" : "missed"): \(how)")
        }
      }
      guard !brute.hasEverything else { continue }
      let held = results.compactMap { result -> User? in
        guard result.verdict == .reachable, isModelled || result.certainty == .decided else {
          return nil
        }
        switch result.goal {
        case .account(let account):
          return .serviceAccount(namespace: account.namespace, name: account.name)
        case .user(let user): return user
        default: return nil
        }
      }
      for user in brute.missing(in: held, of: random.stored) {
        differences.append("\(word) user \(user.name) \(user.groups) missed")
      }
    }
  }
}

extension Comparison {
  /// What is come to where other roles are made, or by others: some of it is a choice.
  fileprivate static func others(
    than brute: BruteForceReach, _ random: RandomCluster, isModelled: Bool
  ) -> [BruteForceReach] {
    var found: [BruteForceReach] = []
    var tried: Set<Set<String>> = [[]]
    var open = brute.makings.map { Set([$0]) }
    while let refused = open.popLast(), found.count < 40 {
      guard tried.insert(refused).inserted else { continue }
      let other = BruteForceReach(
        random.stored, accounts: random.users, from: random.start, minor: random.minor,
        isModelled: isModelled, refused: refused)
      found.append(other)
      open += other.makings.map { refused.union([$0]) }
    }
    return found
  }
}

extension BruteForceReach {
  fileprivate mutating func reaches(
    _ goal: ReachGoal, accounts: [User], _ table: APITable
  ) -> Bool {
    if hasEverything { return true }
    switch goal {
    case .clusterAdmin: return false
    case .node: return hasNode
    case .account(let account):
      return holds(.serviceAccount(namespace: account.namespace, name: account.name))
        || impersonates(account)
    case .user(let user): return holds(user) || model.isAnybody
    case .request(.resource(let verb, let group, let resource, _), let namespace):
      var places = namespace.map { [$0] } ?? [""] + names.namespaces
      if table.isClusterScopedOnly(group: group, resource: resource) == true { places = [""] }
      for sender in senders {
        // A plain create tells no name.
        for place in places where verb != "create" {
          if does(sender, verb, group, resource, in: place) { return true }
        }
        for place in places
        where may(
          sender,
          BruteForceRequest(verb: verb, group: group, resource: resource, namespace: place))
        { return true }
      }
      return verb == "get" && resource == "secrets"
        && (seesSecrets || !model.mountedNamespaces.isDisjoint(with: places))
    default: return false
    }
  }

  /// Whether somebody may send requests as an account, which need not be there.
  private mutating func impersonates(_ account: ManifestSet.ServiceAccountName) -> Bool {
    bearers.map { Sender(bearer: $0, user: $0) }.contains { sender in
      may(sender, "impersonate", "", "serviceaccounts", account.namespace, account.name)
    }
  }

  private func holds(_ user: User) -> Bool {
    senders.contains {
      $0.mode == nil && $0.user.name == user.name && Set($0.user.groups) == Set(user.groups)
    }
  }

  /// Those of whom somebody with the same rights is not among others.
  ///
  /// - Parameter start: the cluster before anything was written.
  fileprivate func missing(in others: [User], of start: BruteForceCluster) -> [User] {
    let named = Set(start.bindings.flatMap(\.users))
    let groups = Set(start.bindings.flatMap(\.groups))
    return senders.filter { $0.mode == nil }.map(\.user).filter { user in
      !others.contains { other in
        (other.name == user.name || !named.contains(user.name))
          && groups.intersection(user.groups).isSubset(of: other.groups)
      }
    }
  }
}
