// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC

/// Writes a Secret for a token, which the token controller fills, and reads it.
package struct TokenSecretRoute: Route {
  package static let id = "token-secret"
  package static let certainty = Certainty.modelled
  package static let summary = "Create a Secret for a token of a service account, and read it"
  package static let yields = "the service accounts of the namespace"
  package static let why = """
    The token controller writes a token into every Secret of the type \
    kubernetes.io/service-account-token that names an account of its namespace. The type of a \
    Secret cannot be changed later, so one must be created; one that is there can be given the \
    name of another account.
    """
  package static let sources = [
    "kubernetes/kubernetes, pkg/controller/serviceaccount/tokens_controller.go"
  ]
  package static let flagged = [
    RouteExample(.inNamespace("shop", .may("create, get", "secrets")), to: "patch:/nodes"),
    RouteExample(
      .inNamespace("shop", .may("get, update", "secrets", named: "default-token")),
      .secret("default-token", of: "default"), to: "patch:/nodes"),
  ]
  package static let nearMisses = [
    RouteExample(.inNamespace("shop", .may("get, patch", "secrets")), to: "patch:/nodes"),
    RouteExample(
      .inNamespace("shop", .may("create", "secrets")),
      .inNamespace("agents", .may("get", "secrets")), to: "patch:/nodes"),
    RouteExample(
      .inNamespace("shop", .may("update", "secrets", named: "default-token")),
      .secret("default-token", of: "default"), to: "patch:/nodes"),
    RouteExample(
      .inNamespace("shop", .may("get, update", "secrets", named: "registry")),
      .secret("default-token", of: "default"), to: "patch:/nodes"),
  ]
  static let secret = MadeObject("secrets", in: "", isNamespaced: true)
  /// What changes one that is there.
  static let change = RouteRequest(["patch", "update"], "", "secrets", isNamespaced: true)
  package static let requests = [secret.create, secret.write, change, SecretReadingRoute.read]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    let made = view.creations(of: secret).map { creation in
      Candidate(
        Self.self, creation.requests,
        .part(Part(kind: .tokenSecretWritten, scope: creation.scope, names: creation.names)))
    }
    let known = view.base.secrets.tokens
    guard !known.isEmpty else { return made }
    return made
      + view.matches(change).flatMap { match in
        known.filter { match.allows($0) }.map { secret in
          let place = Scope.namespace(secret.namespace)
          return Candidate(
            Self.self, [match.asked(name: secret.name, in: place)],
            .part(Part(kind: .tokenSecretWritten, scope: place, names: [secret.name])))
        }
      }
  }

  package static func joined(_ parts: PartIndex) -> [JoinedParts] {
    parts.pairs(.tokenSecretWritten, .secretRead).compactMap { written, read in
      written.part.scope.meet(read.part.scope).map {
        JoinedParts([written.step, read.step], .accounts($0))
      }
    }
  }
}
