// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC

/// Reads the tokens that Secrets hold.
package struct SecretReadingRoute: Route {
  package static let id = "secret-reading"
  package static let certainty = Certainty.decided
  package static let summary = "Read Secrets that hold tokens"
  package static let yields =
    "the service accounts whose tokens they hold, as far as they are known"
  package static let why = """
    A Secret of the type kubernetes.io/service-account-token holds a token that does not end. Such \
    Secrets are known where they are among what is judged; before Kubernetes 1.24 every account \
    had one. A patch that changes nothing, a deletion of a collection and one in the foreground \
    answer with what they found, as a dry run too.
    """
  package static let sources = [
    "kubernetes/kubernetes, pkg/controller/serviceaccount/tokens_controller.go",
    "k8s.io/apiserver, pkg/registry/generic/registry/store.go",
  ]
  package static let flagged = [
    RouteExample(
      .inNamespace("shop", .may("get", "secrets", named: "deployer-token")),
      .secret("deployer-token"), to: "patch:/nodes")
  ]
  package static let nearMisses = [
    RouteExample(
      .inNamespace("shop", .may("get", "secrets", named: "registry")),
      .secret("deployer-token"), to: "patch:/nodes"),
    RouteExample(
      .inNamespace("shop", .may("get", "secrets", named: "deployer-token")),
      .secret("deployer-token", type: "Opaque"), to: "patch:/nodes"),
  ]
  /// What answers with the object.
  static let read = RouteRequest(
    ["get", "list", "watch", "patch", "deletecollection", "delete"], "", "secrets",
    isNamespaced: true)
  package static let requests = [read]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    view.matches(read).flatMap { match -> [Candidate] in
      let known = view.base.secrets.tokens.filter(match.allows).map { secret in
        Candidate(
          Self.self, [match.asked(name: secret.name, in: .namespace(secret.namespace))],
          .account(
            view.base.known(
              ManifestSet.ServiceAccountName(namespace: secret.namespace, name: secret.account))))
      }
      // Where nobody named the namespace, it may be any.
      let unplaced = view.base.secrets.unplacedTokens.filter { match.allows(name: $0.name) }.map {
        let accounts = ImpersonatedUsers(
          names: [], accounts: [.init(namespace: match.scope.namespace, names: [$0.account])],
          hasCredentials: true)
        return Candidate(
          Self.self, [match.asked(name: $0.name)],
          .unknown(.users(accounts), because: "nobody named the namespace of Secret '\($0.name)'"))
      }
      return known + unplaced + [
        Candidate(
          Self.self, [match.asked()],
          .part(Part(kind: .secretRead, scope: match.scope, names: match.names)))
      ]
    }
  }
}

extension RouteMatch {
  /// Whether the request may be sent for a Secret.
  func allows(_ secret: ManifestSet.TokenSecret) -> Bool {
    scope.covers(.namespace(secret.namespace)) && allows(name: secret.name)
  }
}
