// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Makes a token that nodes join with.
package struct BootstrapTokenRoute: Route {
  package static let id = "bootstrap-token"
  package static let certainty = Certainty.modelled
  package static let summary = "Create a bootstrap token"
  package static let yields = "a user in the groups of nodes that join"
  package static let why = """
    A Secret of the type bootstrap.kubernetes.io/token in kube-system logs in a user of \
    system:bootstrappers, where the API server runs with --enable-bootstrap-token-auth, as \
    kubeadm does.
    """
  package static let sources = [
    "kubernetes/kubernetes, plugin/pkg/auth/authenticator/token/bootstrap/bootstrap.go"
  ]
  package static let flagged = [
    RouteExample(
      .inNamespace("kube-system", .may("create", "secrets")),
      to: "user:system:bootstrap:abcdef+system:bootstrappers")
  ]
  package static let nearMisses = [
    RouteExample(
      .inNamespace("shop", .may("create", "secrets")),
      to: "user:system:bootstrap:abcdef+system:bootstrappers"),
    RouteExample(
      .inNamespace("kube-system", .may("patch", "secrets")),
      to: "user:system:bootstrap:abcdef+system:bootstrappers"),
  ]

  package static let requests = [
    TokenSecretRoute.secret.create, TokenSecretRoute.secret.write,
  ]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    let groups =
      ["system:bootstrappers"]
      + view.base.index.groups.filter { $0.hasPrefix("system:bootstrappers:") }
    let home = Scope.namespace("kube-system")
    return view.creations(of: TokenSecretRoute.secret)
      .filter { creation in
        creation.scope.covers(home)
          && creation.names?.contains { $0.hasPrefix("bootstrap-token-") } ?? true
      }.map { creation in
        let requests = creation.requests.map { $0.placed(in: "kube-system") }
        return Candidate(
          Self.self, requests,
          .users(
            ImpersonatedUsers(
              names: ["system:bootstrap:abcdef"], groups: groups, hasCredentials: true)))
      }
  }
}
