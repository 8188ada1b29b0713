// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Sends some requests as another user: those which both halves of the grant allow.
package struct ConstrainedImpersonationRoute: Route {
  package static let id = "constrained-impersonation"
  package static let certainty = Certainty.decided
  package static let summary = "Impersonate others for some requests"
  package static let yields = """
    of each identity, the requests that an impersonate-on verb names and that it may send
    """
  package static let why = """
    Since Kubernetes 1.36 (in 1.35 behind a gate) impersonate:MODE on an identity and \
    impersonate-on:MODE:VERB on what it is to do are asked for together. The request is then \
    judged as one of the identity, which must be allowed it too. The group system:masters is \
    refused.
    """
  package static let sources = ["k8s.io/apiserver, pkg/endpoints/filters/impersonation/mode.go"]
  package static let versions: ClosedRange<Int>? = 36...Int.max
  package static let gatedVersions: ClosedRange<Int>? = 35...35
  package static let flagged = [
    RouteExample(
      .everywhere(
        .may(
          "impersonate:serviceaccount", "serviceaccounts", of: "authentication.k8s.io",
          named: "deployer"), .may("impersonate-on:serviceaccount:patch", "nodes")),
      to: "patch:/nodes")
  ]
  package static let nearMisses = [
    RouteExample(
      .everywhere(
        .may(
          "impersonate:serviceaccount", "serviceaccounts", of: "authentication.k8s.io",
          named: "default"), .may("impersonate-on:serviceaccount:patch", "nodes")),
      to: "patch:/nodes"
    ),
    RouteExample(
      .everywhere(
        .may(
          "impersonate:serviceaccount", "serviceaccounts", of: "authentication.k8s.io",
          named: "deployer"), .may("impersonate-on:serviceaccount:update", "nodes")),
      to: "patch:/nodes"),
    RouteExample(
      .everywhere(
        .may(
          "impersonate:serviceaccount", "serviceaccounts", of: "authentication.k8s.io",
          named: "deployer"), .may("impersonate-on:user-info:patch", "nodes")), to: "patch:/nodes"),
    RouteExample(
      .everywhere(
        .may(
          "impersonate:serviceaccount", "serviceaccounts", of: "authentication.k8s.io",
          named: "deployer"), .may("impersonate-on:serviceaccount:patch", "nodes")),
      to: "patch:/nodes", kubernetes: 34),
  ]

  package static let needsCredentials = true

  private static let group = "authentication.k8s.io"
  private static let users = RouteRequest(
    ["impersonate:user-info"], group, "users", isNamespaced: false)
  private static let groups = RouteRequest(
    ["impersonate:user-info"], group, "groups", isNamespaced: false)
  private static let accounts = RouteRequest(
    ["impersonate:serviceaccount"], group, "serviceaccounts", isNamespaced: true)
  private static let nodes = RouteRequest(
    ["impersonate:arbitrary-node"], group, "nodes", isNamespaced: false)
  private static let ownNode = RouteRequest(
    ["impersonate:associated-node"], group, "nodes", isNamespaced: false)
  package static let joint: JointHalves = [.constrainedIdentity, .constrainedTarget]
  package static let requests = [users, groups, accounts, nodes, ownNode]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    userInfo(view) + serviceAccounts(view) + nodeNames(view)
  }

  private static func userInfo(_ view: IdentityView) -> [Candidate] {
    let groups = view.matches(groups)
    // system:masters cannot be impersonated so; any other group can. Of four or more at once, the
    // server asks for the name * first.
    let isAny = groups.contains { $0.names == nil || $0.names?.contains("*") == true }
    let names = (isAny ? view.base.index.groups : groups.flatMap { $0.names ?? [] })
      .filter { $0 != "system:masters" }
    return view.matches(users).flatMap { match -> [Candidate] in
      let others = (match.names ?? view.base.index.users + ["somebody"])
        .filter { User(name: $0).serviceAccount == nil && !$0.hasPrefix(nodePrefix) }
      guard !others.isEmpty else { return [] }
      let asked = match.asked(name: match.names == nil ? nil : others.first)
      let alone = Candidate(
        Self.self, [asked], .requests(of: ImpersonatedUsers(names: others), mode: "user-info"))
      guard let group = groups.first, !names.isEmpty else { return [alone] }
      let choices =
        names.contains(User.unauthenticated)
        ? [names, names.filter { $0 != User.unauthenticated }] : [names]
      return [alone]
        + choices.filter { !$0.isEmpty }.map { chosen in
          Candidate(
            Self.self, [asked, group.asked()],
            .requests(of: ImpersonatedUsers(names: others, groups: chosen), mode: "user-info"))
        }
    }
  }

  private static func serviceAccounts(_ view: IdentityView) -> [Candidate] {
    view.matches(accounts).map { match in
      let choice = ImpersonatedUsers(
        names: [], accounts: [.init(namespace: match.scope.namespace, names: match.names)])
      return Candidate(
        Self.self, [match.asked()], .requests(of: choice, mode: "serviceaccount"))
    }
  }

  private static let nodePrefix = "system:node:"

  private static func nodeNames(_ view: IdentityView) -> [Candidate] {
    let known = view.base.index.users.filter { $0.hasPrefix(nodePrefix) }
    let all = known + [nodePrefix + "some"]
    let any = view.matches(nodes).map { match in
      candidate(match, match.names?.map { nodePrefix + $0 } ?? all, "arbitrary-node")
    }
    // Only a service account has a node of its own, and the server asks for the name *.
    let own =
      view.user.serviceAccount == nil ? [] : view.matches(ownNode).filter { $0.allows(name: "*") }
    return any + own.map { candidate($0, all, "associated-node") }
  }

  private static func candidate(
    _ match: RouteMatch, _ names: [String], _ mode: String
  ) -> Candidate {
    let choice = ImpersonatedUsers(names: names, groups: ["system:nodes"])
    return Candidate(Self.self, [match.asked()], .requests(of: choice, mode: mode))
  }
}
