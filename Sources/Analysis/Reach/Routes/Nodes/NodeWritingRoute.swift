// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Changes nodes.
package struct NodeWritingRoute: Route {
  package static let id = "node-writing"
  package static let certainty = Certainty.modelled
  package static let summary = "Change nodes"
  package static let yields = "no goal by itself: pods are placed elsewhere"
  package static let why = """
    Labels and taints decide where pods run. Whoever has a node can draw pods, and so their \
    tokens, to it.
    """
  package static let sources = [
    "kubernetes/kubernetes, plugin/pkg/admission/noderestriction/admission.go"
  ]
  package static let flagged = [
    RouteExample(.everywhere(.may("update", "nodes")), to: nil),
    RouteExample(.inNamespace("shop", .may("create", "pods/binding")), to: nil),
  ]
  package static let nearMisses = [
    RouteExample(.inNamespace("shop", .may("update", "nodes")), to: nil)
  ]

  package static let requests = [
    RouteRequest(["patch", "update"], "", "nodes", isNamespaced: false),
    RouteRequest(["create"], "", "pods", "binding", isNamespaced: true),
  ]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    requests.flatMap { view.matches($0) }.map { match in
      Candidate(Self.self, [match.asked()], .influence("pods of others on a node of choice"))
    }
  }
}
