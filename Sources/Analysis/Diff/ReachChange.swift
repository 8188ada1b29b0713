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
      let had = before.reached(by: user)
      let have = after.reached(by: user)
      let subject = isUnbound ? nil : Subject.Principal.user(user.name).title
      opened += have.filter { result in !had.contains { $0.goal == result.goal } }
        .map { Change(subject: subject, result: $0) }
      closed += had.filter { result in !have.contains { $0.goal == result.goal } }
        .map { Change(subject: subject, result: $0) }
    }
  }

  package var isEmpty: Bool { opened.isEmpty && closed.isEmpty }

  /// One side of the comparison.
  private struct Side {
    let users: [User]
    private let base: ReachBase
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
      requests = GoalRequests(Reach.clusterGoals, table: table)
    }

    func reached(by user: User) -> [Reach.GoalResult] {
      guard !base.known(user).relevantRules.isEmpty else { return [] }
      return Reach(base, from: user).results(Reach.clusterGoals, requests)
        .filter { $0.verdict == .reachable }
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
