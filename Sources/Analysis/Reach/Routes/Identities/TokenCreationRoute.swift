// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC

/// Has the API server issue a token of a service account.
package struct TokenCreationRoute: Route {
  package static let id = "token-creation"
  package static let certainty = Certainty.decided
  package static let summary = "Create a token of a service account"
  package static let yields = "the service account"
  package static let why = """
    The API server issues a token to whoever may create the subresource token of an account, and \
    the request has the account's name, so a rule may be limited to names.
    """
  package static let sources = [
    "kubernetes/kubernetes, pkg/registry/core/serviceaccount/storage/token.go"
  ]
  package static let flagged = [
    RouteExample(
      .inNamespace("shop", .may("create", "serviceaccounts/token", named: "deployer")),
      to: "patch:/nodes")
  ]
  package static let nearMisses = [
    RouteExample(
      .inNamespace("shop", .may("create", "serviceaccounts/token", named: "default")),
      to: "patch:/nodes"),
    RouteExample(
      .inNamespace("agents", .may("create", "serviceaccounts/token", named: "deployer")),
      to: "patch:/nodes"),
    RouteExample(
      .inNamespace("shop", .may("create", "serviceaccounts", named: "deployer")), to: "patch:/nodes"
    ),
  ]
  private static let create = RouteRequest(
    ["create"], "", "serviceaccounts", "token", isNamespaced: true)
  package static let requests = [create]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    view.matches(create).flatMap { match -> [Candidate] in
      guard let names = match.names else {
        return [Candidate(Self.self, [match.asked()], .accounts(match.scope))]
      }
      return view.base.accounts(in: match.scope).filter { names.contains($0.name) }
        .map { account in
          Candidate(
            Self.self,
            [match.asked(name: account.name, in: .namespace(account.namespace))],
            .account(view.base.known(account)))
        }
    }
  }
}
