// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Runs a pod under another service account, or changes the image of one that runs.
package struct PodWritingRoute: Route {
  package static let id = "pod-writing"
  package static let certainty = Certainty.modelled
  package static let summary = "Create or change pods"
  package static let yields = """
    the service accounts of the namespace, and what its Secrets hold
    """
  package static let why = """
    A pod names any service account of its namespace and mounts any Secret there. A change of \
    the image of a container runs the new one under the account of the pod. A kubelet must run \
    it. Whether a pod may leave for its node is a matter of admission: of Pod Security and of \
    policies.
    """
  package static let sources = [
    "kubernetes/kubernetes, plugin/pkg/admission/serviceaccount/admission.go",
    "kubernetes/kubernetes, ValidatePodUpdate in pkg/apis/core/validation/validation.go",
  ]
  package static let flagged = [
    RouteExample(.inNamespace("shop", .may("create", "pods")), to: "patch:/nodes"),
    RouteExample(.inNamespace("shop", .may("patch", "pods")), to: "patch:/nodes"),
  ]
  package static let nearMisses = [
    RouteExample(.inNamespace("agents", .may("create", "pods")), to: "patch:/nodes"),
    RouteExample(.inNamespace("shop", .may("delete", "pods")), to: "patch:/nodes"),
  ]

  private static let changes = RouteRequest(["patch", "update"], "", "pods", isNamespaced: true)
  private static let pod = MadeObject("pods", in: "", isNamespaced: true)
  package static let requests = [pod.create, changes]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    let created = view.creations(of: pod)
      .flatMap { creation in
        Self.made(creation.scope, creation.requests)
          + [
            Candidate(
              Self.self, creation.requests, .part(Part(kind: .podWritten, scope: creation.scope)))
          ]
      }
    // Of a pod that is there neither the account nor the volumes can be changed.
    let changed = view.matches(changes).map { match in
      Candidate(Self.self, [match.asked()], .accounts(match.scope))
    }
    return created + changed
  }

  private static func made(_ scope: Scope, _ requests: [ReachRequest]) -> [Candidate] {
    [
      Candidate(Self.self, requests, .accounts(scope)),
      Candidate(Self.self, requests, .power(PodSecrets.rule, scope)),
      Candidate(Self.self, requests, .part(Part(kind: .secretRead, scope: scope))),
    ]
  }
}
