// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Uses a kubelet's own API.
package struct KubeletProxyRoute: Route {
  package static let id = "kubelet-proxy"
  package static let certainty = Certainty.modelled
  package static let summary = "Use the kubelet's API through a node"
  package static let yields = "a node, commands in its pods and so their service accounts"
  package static let why = """
    The kubelet asks the API server for nodes/proxy for most of its paths, commands in \
    containers among them; a GET is enough where a WebSocket is opened. Who can reach a \
    kubelet's port needs no more than the grant.
    """
  package static let sources = [
    "kubernetes/kubernetes, pkg/kubelet/server/auth.go",
    "kubernetes/kubernetes, pkg/kubelet/server/server.go",
  ]
  package static let flagged = [
    RouteExample(.everywhere(.may("get", "nodes/proxy")), to: "node")
  ]
  package static let nearMisses = [
    RouteExample(.everywhere(.may("update", "nodes/proxy")), to: "node"),
    RouteExample(.inNamespace("shop", .may("get", "nodes/proxy")), to: "node"),
  ]

  package static let requests = [
    RouteRequest(["create", "get"], "", "nodes", "proxy", isNamespaced: false)
  ]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    requests.flatMap { view.matches($0) }.flatMap { match in
      [Outcome.node, .accounts(.cluster), .power(streams, .cluster)].map {
        Candidate(Self.self, [match.asked()], $0)
      }
    }
  }

  /// What the kubelet does itself that the API server would ask it for.
  private static let streams = PolicyRule(
    apiGroups: [""],
    resources: ["pods/attach", "pods/exec", "pods/log", "pods/portforward"],
    verbs: ["create", "get"])
}
