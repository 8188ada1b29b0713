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
    impersonate-on:MODE:VERB on what it is to do are asked for together. The request is then judged \
    as one of the identity, which must be allowed it too. The group system:masters is refused.
    """
  package static let sources = ["k8s.io/apiserver, pkg/endpoints/filters/impersonation/mode.go"]
  package static let versions: ClosedRange<Int>? = 36...Int.max
  package static let gatedVersions: ClosedRange<Int>? = 35...35

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
  package static let requests = [users, groups, accounts, nodes, ownNode]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    userInfo(view) + serviceAccounts(view) + nodeNames(view)
  }

  private static func userInfo(_ view: IdentityView) -> [Candidate] {
    let groups = view.matches(groups)
    // system:masters cannot be impersonated so; any other group can.
    let known = view.base.index.groups.filter { $0 != "system:masters" }
    let names =
      groups.contains { $0.names == nil }
      ? known : groups.flatMap { $0.names ?? [] }.filter { $0 != "system:masters" }
    return view.matches(users).flatMap { match -> [Candidate] in
      let alone = Candidate(
        Self.self, [match.asked()],
        .requests(of: ImpersonatedUsers(names: match.names), mode: "user-info"))
      guard let group = groups.first, !names.isEmpty else { return [alone] }
      let joint = Candidate(
        Self.self, [match.asked(), group.asked()],
        .requests(of: ImpersonatedUsers(names: match.names, groups: names), mode: "user-info"))
      return [alone, joint]
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

  private static func nodeNames(_ view: IdentityView) -> [Candidate] {
    let prefix = "system:node:"
    let known = view.base.index.users.filter { $0.hasPrefix(prefix) }
    return [(nodes, "arbitrary-node"), (ownNode, "associated-node")].flatMap { request, mode in
      view.matches(request).map { match in
        let named = match.names.map { names in
          names.contains("*") ? known : names.map { prefix + $0 }
        }
        let choice = ImpersonatedUsers(
          names: named ?? known + [prefix + "some"], groups: ["system:nodes"])
        return Candidate(Self.self, [match.asked()], .requests(of: choice, mode: mode))
      }
    }
  }
}
