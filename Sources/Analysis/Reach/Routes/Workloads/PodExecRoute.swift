// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import RBAC

/// Runs commands in pods.
package struct PodExecRoute: Route {
  package static let id = "pod-exec"
  package static let certainty = Certainty.modelled
  package static let summary = "Run commands in a pod, or attach to it"
  package static let yields = "the service accounts of the pods of the namespace"
  package static let why = """
    A command in a container reads the token of the pod's account. Clients that open the stream \
    with a GET need only get before Kubernetes 1.35, and create too since.
    """
  package static let sources = [
    "kubernetes/kubernetes, pkg/registry/core/pod/rest/subresources.go",
    "kubernetes/kubernetes, pkg/registry/core/pod/rest/authorize.go",
  ]
  package static let flagged = [
    RouteExample(.inNamespace("shop", .may("create", "pods/exec")), to: "patch:/nodes"),
    RouteExample(
      .inNamespace("shop", .may("get", "pods/attach")), to: "patch:/nodes", kubernetes: 34),
  ]
  package static let nearMisses = [
    RouteExample(.inNamespace("agents", .may("create", "pods/exec")), to: "patch:/nodes"),
    RouteExample(
      .inNamespace("shop", .may("get", "pods/attach")), to: "patch:/nodes", kubernetes: 35),
  ]

  package static let requests = ["exec", "attach"].flatMap { stream in
    ["create", "get"].map { RouteRequest([$0], "", "pods", stream, isNamespaced: true) }
  }

  /// Whether a request is enough by itself: a GET is for a WebSocket on older servers only.
  private static func isEnough(_ request: RouteRequest, in version: KubernetesVersion) -> Bool {
    request.verbs == ["create"] || version.minor < 35
  }

  /// The requests any of which is enough.
  static func atoms(in version: KubernetesVersion) -> [Atom] {
    requests.filter { isEnough($0, in: version) }.map { request in
      Atom(
        .resource(
          verb: request.verbs[0], apiGroup: request.apiGroup,
          resource: "\(request.resource)/\(request.subresource)", resourceName: nil))
    }
  }

  package static func candidates(for view: IdentityView) -> [Candidate] {
    requests.flatMap { request -> [Candidate] in
      guard isEnough(request, in: view.base.version) else { return [] }
      return view.matches(request).map { match in
        Candidate(Self.self, [match.asked()], .accounts(match.scope))
      }
    }
  }
}
