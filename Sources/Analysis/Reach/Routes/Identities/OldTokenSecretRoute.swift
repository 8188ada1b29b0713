// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC

/// Reads the token Secrets that every service account had before Kubernetes 1.24.
package struct OldTokenSecretRoute: Route {
  package static let id = "old-token-secret"
  package static let certainty = Certainty.modelled
  package static let summary = "Read the token Secret that every service account has"
  package static let yields = "the service accounts of the namespace"
  package static let why = """
    Before Kubernetes 1.24 the token controller made a Secret with a token for every service \
    account. Its name ends in five random letters, so a rule limited to names does not reach it.
    """
  package static let sources = [
    "kubernetes/kubernetes, pkg/controller/serviceaccount/tokens_controller.go"
  ]
  package static let versions: ClosedRange<Int>? = 0...23
  package static let flagged = [
    RouteExample(.inNamespace("shop", .may("get", "secrets")), to: "patch:/nodes", kubernetes: 23)
  ]
  package static let nearMisses = [
    RouteExample(.inNamespace("shop", .may("get", "secrets")), to: "patch:/nodes", kubernetes: 24),
    RouteExample(
      .inNamespace("shop", .may("get", "secrets", named: "registry")), to: "patch:/nodes",
      kubernetes: 23),
  ]
  package static let requests = [SecretReadingRoute.read]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    view.matches(SecretReadingRoute.read).filter { $0.names == nil }.map { match in
      Candidate(Self.self, [match.asked()], .accounts(match.scope))
    }
  }
}
