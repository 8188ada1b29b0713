// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Sends requests as a node.
package struct NodeIdentityRoute: Route {
  package static let id = "node-identity"
  package static let certainty = Certainty.modelled
  package static let summary = "Impersonate a node"
  package static let yields = "a node, with the Secrets and service accounts of its pods"
  package static let why = """
    A user system:node:NAME in the group system:nodes is judged by the node authorizer, whatever \
    bindings say: it reads the Secrets of the pods that run on the node, and has tokens of their \
    service accounts issued.
    """
  package static let sources = [
    "kubernetes/kubernetes, plugin/pkg/auth/authorizer/node/node_authorizer.go",
    "kubernetes/kubernetes, pkg/auth/nodeidentifier/default.go",
  ]
  package static let needsCredentials = true
  package static let flagged = [
    RouteExample(
      .everywhere(
        .may("impersonate", "users", named: "system:node:one"),
        .may("impersonate", "groups", named: "system:nodes")), to: "node")
  ]
  package static let nearMisses = [
    RouteExample(
      .everywhere(
        .may("impersonate", "users", named: "one"),
        .may("impersonate", "groups", named: "system:nodes")), to: "node"),
    RouteExample(
      .everywhere(.may("impersonate", "users", named: "system:node:one")), to: "node"),
  ]
  package static let joint = ImpersonationRoute.joint
  package static let requests = [ImpersonationRoute.users, ImpersonationRoute.groups]

  static let group = "system:nodes"
  static let prefix = "system:node:"

  package static func candidates(for view: IdentityView) -> [Candidate] {
    guard
      let groups = view.matches(ImpersonationRoute.groups).first(where: { $0.allows(name: group) })
    else { return [] }
    return view.matches(ImpersonationRoute.users).compactMap { users in
      let name =
        users.names.map { $0.first { $0.hasPrefix(prefix) && $0 != prefix } } ?? prefix + "some"
      return name.map {
        Candidate(Self.self, [users.asked(name: $0), groups.asked(name: group)], .node)
      }
    }
  }
}
