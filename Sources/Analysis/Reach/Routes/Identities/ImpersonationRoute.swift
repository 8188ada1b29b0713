// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC

/// Sends requests as another user, in other groups, as a service account.
package struct ImpersonationRoute: Route {
  package static let id = "impersonation"
  package static let certainty = Certainty.decided
  package static let summary = "Impersonate users, groups or service accounts"
  package static let yields = "the identities, with the groups that may be named"
  package static let why = """
    A request with the headers of an impersonation is judged as one of the user that they name. \
    Groups are taken only together with a user or a service account; a user of system:masters may \
    do anything. A request names one identity: whoever is impersonated cannot impersonate others \
    without credentials of its own. UIDs and extras change nothing that RBAC looks at.
    """
  package static let sources = [
    "k8s.io/apiserver, pkg/endpoints/filters/impersonation/impersonation.go"
  ]
  package static let needsCredentials = true
  package static let flagged = [
    RouteExample(
      .inNamespace("shop", .may("impersonate", "serviceaccounts", named: "deployer")),
      to: "patch:/nodes"),
    RouteExample(
      .everywhere(
        .may("impersonate", "users", named: "jane"),
        .may("impersonate", "groups", named: "system:masters")), to: "cluster-admin"),
  ]
  package static let nearMisses = [
    RouteExample(
      .inNamespace("shop", .may("impersonate", "serviceaccounts", named: "default")),
      to: "patch:/nodes"),
    RouteExample(
      .inNamespace("agents", .may("impersonate", "serviceaccounts", named: "deployer")),
      to: "patch:/nodes"),
    RouteExample(
      .everywhere(.may("impersonate", "groups", named: "system:masters")), to: "cluster-admin"),
    RouteExample(
      .everywhere(
        .may("impersonate", "users", named: "jane"),
        .may("impersonate", "groups", named: "developers")), to: "cluster-admin"),
  ]
  static let users = RouteRequest(["impersonate"], "", "users", isNamespaced: false)
  static let groups = RouteRequest(["impersonate"], "", "groups", isNamespaced: false)
  static let accounts = RouteRequest(["impersonate"], "", "serviceaccounts", isNamespaced: true)
  package static let joint: JointHalves = [.impersonatedUser, .impersonatedGroup]
  package static let requests = [users, groups, accounts]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    let users = view.matches(users)
    let accounts = view.matches(accounts)
    let groups = view.matches(groups)
    guard !users.isEmpty || !accounts.isEmpty else { return [] }
    return impersonated(users: users, accounts: accounts, groups: groups).map { chosen in
      Candidate(Self.self, chosen.requests, .users(chosen.users))
    }
  }

  /// What may be impersonated: each identity alone, and all of them with all groups that may be
  /// named, since groups only add.
  static func impersonated(
    users: [RouteMatch], accounts: [RouteMatch], groups: [RouteMatch]
  ) -> [(users: ImpersonatedUsers, requests: [ReachRequest])] {
    let single =
      users.compactMap { match -> (users: ImpersonatedUsers, requests: [ReachRequest])? in
        // Whoever is named like a service account is asked about as one.
        let names = match.names?.filter { User(name: $0).serviceAccount == nil }
        guard names?.isEmpty != true else { return nil }
        return (ImpersonatedUsers(names: names), [match.asked(name: names?.first)])
      }
      + accounts.map { match in
        (
          ImpersonatedUsers(
            names: [],
            accounts: [.init(namespace: match.scope.namespace, names: match.names)]),
          [match.asked()]
        )
      }
    guard !groups.isEmpty else { return single }
    let isAny = groups.contains { $0.names == nil || $0.names?.contains("system:masters") == true }
    let names = groups.flatMap { $0.names ?? [] }.distinct
    // Whoever is named unauthenticated is not taken for authenticated too.
    let choices =
      names.contains(User.unauthenticated)
      ? [names, names.filter { $0 != User.unauthenticated }].filter { !$0.isEmpty } : [names]
    let joint = single.flatMap { choice, requests in
      (isAny ? [nil] : choices.map(Optional.some)).map { chosen in
        var choice = choice
        choice.groups = chosen
        return (users: choice, requests: requests + asked(for: chosen ?? superusers, groups))
      }
    }
    // Every group is more than some, and an identity with none is its own.
    return isAny ? joint : single + joint
  }

  private static let superusers = ["system:masters"]

  /// What the server asks about each of some groups.
  private static func asked(for names: [String], _ groups: [RouteMatch]) -> [ReachRequest] {
    names.compactMap { name in groups.first { $0.allows(name: name) }?.asked(name: name) }
  }
}
