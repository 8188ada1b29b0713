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
    the request has the account's name, so a rule may be limited to names. An account that is not \
    there can be made first: it has what is bound to the groups of its namespace.
    """
  package static let sources = [
    "kubernetes/kubernetes, pkg/registry/core/serviceaccount/storage/token.go"
  ]
  package static let flagged = [
    RouteExample(
      .inNamespace("shop", .may("create", "serviceaccounts/token", named: "deployer")),
      to: "patch:/nodes"),
    RouteExample(
      .inNamespace(
        "shop", .may("create", "serviceaccounts"),
        .may("create", "serviceaccounts/token", named: "new")),
      .groupHas("node-patcher", "system:serviceaccounts:shop"), to: "patch:/nodes"),
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
    RouteExample(
      .inNamespace("shop", .may("create", "serviceaccounts/token", named: "new")),
      .groupHas("node-patcher", "system:serviceaccounts:shop"), to: "patch:/nodes"),
  ]
  private static let create = RouteRequest(
    ["create"], "", "serviceaccounts", "token", isNamespaced: true)
  private static let account = MadeObject("serviceaccounts", in: "", isNamespaced: true)
  package static let requests = [create, account.create, account.write]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    let made = view.creations(of: account).map {
      Candidate(
        Self.self, $0.requests, .part(Part(kind: .accountMade, scope: $0.scope, names: $0.names)))
    }
    let tokens = view.matches(create).flatMap { match -> [Candidate] in
      guard let names = match.names else {
        return [Candidate(Self.self, [match.asked()], .accounts(match.scope))]
      }
      let waiting = Candidate(
        Self.self, [match.asked()],
        .part(Part(kind: .tokenOfName, scope: match.scope, names: names)))
      return view.base.accounts(in: match.scope).filter { names.contains($0.name) }
        .map { account in
          Candidate(
            Self.self,
            [match.asked(name: account.name, in: .namespace(account.namespace))],
            .account(view.base.known(account)))
        } + [waiting]
    }
    return made + tokens
  }

  package static func joined(_ parts: PartIndex) -> [JoinedParts] {
    parts.pairs(.accountMade, .tokenOfName).compactMap { made, token in
      guard let scope = made.part.scope.meet(token.part.scope),
        let names = made.part.commonNames(with: token.part)
      else { return nil }
      let accounts = ImpersonatedUsers(
        names: [], accounts: [.init(namespace: scope.namespace, names: names, isMade: true)],
        hasCredentials: true)
      return JoinedParts([made.step, token.step], .users(accounts))
    }
  }
}
