// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Reaches ports inside the cluster.
package struct PortForwardingRoute: Route {
  package static let id = "port-forwarding"
  package static let certainty = Certainty.modelled
  package static let summary = "Forward ports or proxy to pods and services"
  package static let yields = "no goal by itself: what listens there answers"
  package static let why = """
    Requests come from inside, past network policies and past what a service asks of its \
    clients.
    """
  package static let sources = [
    "kubernetes/kubernetes, pkg/registry/core/pod/rest/subresources.go"
  ]
  package static let flagged = [
    RouteExample(.inNamespace("shop", .may("create", "pods/portforward")), to: nil)
  ]
  package static let nearMisses = [
    RouteExample(.inNamespace("shop", .may("create", "pods/log")), to: nil)
  ]

  package static let requests = [
    RouteRequest(["create", "get"], "", "pods", "portforward", isNamespaced: true),
    RouteRequest(
      ["create", "get", "update", "patch", "delete"], "", "pods", "proxy", isNamespaced: true),
    RouteRequest(
      ["create", "get", "update", "patch", "delete"], "", "services", "proxy", isNamespaced: true),
  ]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    requests.flatMap { view.matches($0) }.map { match in
      Candidate(Self.self, [match.asked()], .influence("whatever listens in pods and services"))
    }
  }
}
