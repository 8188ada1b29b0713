// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Writes the status of pods and nodes.
package struct StatusWritingRoute: Route {
  package static let id = "status-writing"
  package static let certainty = Certainty.modelled
  package static let summary = "Write the status of pods or nodes"
  package static let yields = "no goal by itself: traffic and pods go elsewhere"
  package static let why = """
    The address of a pod in its status is where Services send requests to, and the capacity and \
    addresses of a node decide what is placed on it and where kubelets are asked for.
    """
  package static let sources = [
    "kubernetes/kubernetes, pkg/registry/core/pod/strategy.go"
  ]
  package static let flagged = [
    RouteExample(.inNamespace("shop", .may("patch", "pods/status")), to: nil)
  ]
  package static let nearMisses = [
    RouteExample(.inNamespace("shop", .may("get", "pods/status")), to: nil)
  ]

  package static let requests = [
    RouteRequest(["patch", "update"], "", "nodes", "status", isNamespaced: false),
    RouteRequest(["patch", "update"], "", "pods", "status", isNamespaced: true),
  ]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    requests.flatMap { view.matches($0) }.map { match in
      Candidate(
        Self.self, [match.asked()], .influence("traffic of others, by the status of pods or nodes"))
    }
  }
}
