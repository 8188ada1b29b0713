// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC

/// Logs in as a node that is to join.
package struct BootstrapTokenRoute: Route {
  package static let id = "bootstrap-token"
  package static let certainty = Certainty.modelled
  package static let summary = "Create, read or change a bootstrap token"
  package static let yields = "a user in the groups of nodes that join"
  package static let why = """
    A Secret of the type bootstrap.kubernetes.io/token in kube-system logs in a user of \
    system:bootstrappers, where the API server runs with --enable-bootstrap-token-auth, as \
    kubeadm does. One that is there can be read, or changed to other groups that begin with \
    system:bootstrappers.
    """
  package static let sources = [
    "kubernetes/kubernetes, plugin/pkg/auth/authenticator/token/bootstrap/bootstrap.go"
  ]
  package static let flagged = [
    RouteExample(
      .inNamespace("kube-system", .may("create", "secrets")),
      to: "user:system:bootstrap:abcdef+system:bootstrappers"),
    RouteExample(
      .inNamespace("kube-system", .may("get", "secrets", named: "bootstrap-token-012345")),
      .bootstrapToken("012345"), to: "user:system:bootstrap:012345+system:bootstrappers"),
    RouteExample(
      .inNamespace("kube-system", .may("update", "secrets", named: "bootstrap-token-012345")),
      .bootstrapToken("012345"), .groupHas("node-patcher", "system:bootstrappers:any"),
      to: "patch:/nodes"),
  ]
  package static let nearMisses = [
    RouteExample(
      .inNamespace("shop", .may("create", "secrets")),
      to: "user:system:bootstrap:abcdef+system:bootstrappers"),
    RouteExample(
      .inNamespace("kube-system", .may("patch", "secrets")),
      to: "user:system:bootstrap:abcdef+system:bootstrappers"),
    RouteExample(
      .inNamespace("kube-system", .may("get", "secrets", named: "bootstrap-token-012345")),
      .bootstrapToken("012345"), .groupHas("node-patcher", "system:bootstrappers:any"),
      to: "patch:/nodes"),
  ]

  package static let requests = [
    TokenSecretRoute.secret.create, TokenSecretRoute.secret.write, TokenSecretRoute.change,
    SecretReadingRoute.read,
  ]

  private static let group = "system:bootstrappers"
  private static let home = Scope.namespace("kube-system")

  package static func candidates(for view: IdentityView) -> [Candidate] {
    let groups = [group] + view.base.index.groups.filter { $0.hasPrefix("\(group):") }
    let known = view.base.secrets.bootstrapTokens
    return made(view, groups)
      + (known.isEmpty ? [] : view.matches(TokenSecretRoute.change)).flatMap {
        candidates($0, known) { _ in groups }
      }
      + (known.isEmpty ? [] : view.matches(SecretReadingRoute.read)).flatMap {
        candidates($0, known.filter(\.logsIn)) { [group] + $0.groups }
      }
  }

  /// What a request for tokens that are there yields.
  private static func candidates(
    _ match: RouteMatch, _ known: [ManifestSet.BootstrapToken],
    _ groups: (ManifestSet.BootstrapToken) -> [String]
  ) -> [Candidate] {
    guard match.scope.covers(home) else { return [] }
    return known.filter { match.allows(name: $0.name) }.map { token in
      Candidate(
        Self.self, [match.asked(name: token.name, in: home)],
        .users(
          ImpersonatedUsers(names: [token.user], groups: groups(token), hasCredentials: true)))
    }
  }

  private static func made(_ view: IdentityView, _ groups: [String]) -> [Candidate] {
    view.creations(of: TokenSecretRoute.secret)
      .filter { creation in
        creation.scope.covers(home)
          && creation.names?.contains { $0.hasPrefix(ManifestSet.BootstrapToken.prefix) } ?? true
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
