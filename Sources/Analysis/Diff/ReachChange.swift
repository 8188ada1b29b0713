// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import KubernetesAPI
package import Manifests
import RBAC

/// Which goals a change of manifests opens or closes to somebody: what a reviewer must know first.
package struct ReachChange: Sendable {
  /// A goal of one subject.
  package struct Change: Sendable {
    /// `ServiceAccount komodor:agent`, `User jane`; `nil` for whoever the roles are bound to.
    package var subject: String?
    package var result: Reach.GoalResult
  }

  /// Goals that are reachable now and were not, with their paths.
  package private(set) var opened: [Change] = []
  /// Goals that were reachable and are not any more, with the paths that led there.
  package private(set) var closed: [Change] = []

  /// - Parameter defaults: the default objects of Kubernetes, bindings included.
  package init(
    from old: ManifestSet, to new: ManifestSet, defaults: DefaultObjects, table: APITable
  ) {
    let isUnbound = old.bindings.isEmpty && new.bindings.isEmpty
    let before = Side(old, isUnbound: isUnbound, defaults, table)
    let after = Side(new, isUnbound: isUnbound, defaults, table)
    for user in Set(before.users + after.users).sorted(by: { $0.name < $1.name }) {
      let sides = (before: before.reach(from: user), after: after.reach(from: user))
      // Whoever came to everything came to what is asked about on the other side alone, too.
      let goals = [sides.before, sides.after].compactMap(\.self).flatMap(\.reviewedGoals).distinct
      let had = before.reached(sides.before, goals)
      let have = after.reached(sides.after, goals)
      let subject = isUnbound ? nil : Subject.Principal.user(user.name).title
      opened += Self.difference(have, besides: had).map { Change(subject: subject, result: $0) }
      closed += Self.difference(had, besides: have).map { Change(subject: subject, result: $0) }
    }
    opened.sort { Self.rank($0.result.goal) < Self.rank($1.result.goal) }
    closed.sort { Self.rank($0.result.goal) < Self.rank($1.result.goal) }
  }

  /// The goals of one side that the other does not come to, without those that others include.
  private static func difference(
    _ results: [Reach.GoalResult], besides others: [Reach.GoalResult]
  ) -> [Reach.GoalResult] {
    let known = Set(others.map(\.goal))
    let new = results.filter { !known.contains($0.goal) }
    let goals = Set(new.map(\.goal))
    return new.filter { result in
      if goals.contains(.clusterAdmin) { return result.goal == .clusterAdmin }
      switch result.goal {
      case .secrets(.namespace): return !goals.contains(.secrets(.cluster))
      case .exec(.namespace): return !goals.contains(.exec(.cluster))
      default: return true
      }
    }
  }

  /// What a reviewer must know first stands first.
  private static func rank(_ goal: ReachGoal) -> Int {
    switch goal {
    case .clusterAdmin: 0
    case .node: 1
    case .secrets: 2
    case .exec: 3
    default: 4
    }
  }

  package var isEmpty: Bool { opened.isEmpty && closed.isEmpty }

  /// One side of the comparison.
  private struct Side {
    let users: [User]
    private let base: ReachBase
    /// Of this side's roles. Goals of one namespace need none.
    private let requests: GoalRequests

    init(_ set: ManifestSet, isUnbound: Bool, _ defaults: DefaultObjects, _ table: APITable) {
      // With bindings on one side only, the other gives nobody anything.
      let nobody = ManifestSet.ServiceAccountName(namespace: "default", name: "default")
      let access = AgentAccess(
        of: isUnbound ? nil : nobody, in: set, defaults: defaults, closedWorld: true)
      base = access.reachBase(table.version, defaults: defaults)
      let own = Set(defaults.userNames)
      users =
        isUnbound
        ? [access.user]
        : base.index.users.filter { !own.contains($0) }.map { User.impersonated($0) }
      // The shortest ways are those of searches that know of no other.
      if users.count > ReachBase.fewUsers { base.keepSearches() }
      requests = GoalRequests(Reach.clusterGoals, table: table)
    }

    func reached(_ reach: Reach?, _ goals: [ReachGoal]) -> [Reach.GoalResult] {
      reach?.results(goals, requests).filter { $0.verdict == .reachable } ?? []
    }

    /// `nil` for somebody who has nothing that a route asks for.
    func reach(from user: User) -> Reach? {
      base.known(user).relevantRules.isEmpty ? nil : Reach(base, from: user)
    }
  }
}

extension Reach {
  /// Goals that one access comes to and another does not.
  ///
  /// - Parameter defaults: the default objects of Kubernetes, bindings included.
  package static func opened(
    from old: AgentAccess, _ before: APITable, to new: AgentAccess, _ after: APITable,
    defaults: DefaultObjects
  ) -> [GoalResult] {
    func reached(_ access: AgentAccess, _ table: APITable) -> [GoalResult] {
      let base = access.reachBase(table.version, defaults: defaults)
      return Reach(base, from: access.user)
        .results(clusterGoals, GoalRequests(clusterGoals, table: table))
        .filter { $0.verdict == .reachable }
    }
    let had = Set(reached(old, before).map(\.goal))
    return reached(new, after).filter { !had.contains($0.goal) }
  }
}

extension Reach.GoalResult {
  /// `comes to cluster-admin, by token-creation (decided)`.
  package var sentence: String {
    let routes = path.map(\.route).filter { $0 != ReachStep.direct }
    let way = routes.isEmpty ? "" : ", by \(routes.joined(separator: ", "))"
    return "comes to \(goal.id)\(way)" + (certainty.map { " (\($0.rawValue))" } ?? "")
  }

  /// Where the first rule on the way is written.
  package var range: SourceRange? {
    path.flatMap(\.requests).lazy.compactMap { $0.grant?.place.range }.first
  }
}
