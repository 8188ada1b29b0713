// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Adds a container to a pod that runs.
package struct EphemeralContainersRoute: Route {
  package static let id = "ephemeral-containers"
  package static let certainty = Certainty.modelled
  package static let summary = "Add a container to a pod"
  package static let yields = "the service accounts of the pods of the namespace"
  package static let why = """
    An ephemeral container runs in the pod that it is added to, under its account, and may share \
    the processes of its containers.
    """
  package static let sources = [
    "kubernetes/kubernetes, pkg/registry/core/pod/storage/storage.go"
  ]
  package static let versions: ClosedRange<Int>? = 23...Int.max
  package static let flagged = [
    RouteExample(
      .inNamespace("shop", .may("patch", "pods/ephemeralcontainers")), to: "patch:/nodes")
  ]
  package static let nearMisses = [
    RouteExample(
      .inNamespace("agents", .may("patch", "pods/ephemeralcontainers")), to: "patch:/nodes"),
    RouteExample(
      .inNamespace("shop", .may("patch", "pods/ephemeralcontainers")), to: "patch:/nodes",
      kubernetes: 22),
  ]

  package static let requests = [
    RouteRequest(["patch", "update"], "", "pods", "ephemeralcontainers", isNamespaced: true)
  ]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    requests.flatMap { view.matches($0) }.map { match in
      Candidate(Self.self, [match.asked()], .accounts(match.scope))
    }
  }
}
