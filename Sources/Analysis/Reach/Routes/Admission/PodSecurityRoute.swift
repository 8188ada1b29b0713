// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Lifts Pod Security, and runs a pod that it would refuse.
package struct PodSecurityRoute: Route {
  package static let id = "pod-security"
  package static let certainty = Certainty.modelled
  package static let summary = "Change the labels of a namespace, and create a pod in it"
  package static let yields = "a node, with the service accounts of its pods"
  package static let why = """
    Pod Security hangs on labels of the namespace: without them a pod may be privileged, or \
    mount any folder of the node.
    """
  package static let sources = [
    "k8s.io/pod-security-admission, admission/admission.go"
  ]
  package static let flagged = [
    RouteExample(
      .everywhere(.may("patch", "namespaces", named: "shop")),
      .inNamespace("shop", .may("create", "pods")), to: "node")
  ]
  package static let nearMisses = [
    RouteExample(
      .everywhere(.may("patch", "namespaces", named: "agents")),
      .inNamespace("shop", .may("create", "pods")), to: "node"),
    RouteExample(
      .everywhere(.may("patch", "namespaces", named: "shop")),
      .inNamespace("agents", .may("create", "pods")), to: "node"),
    RouteExample(
      .inNamespace(
        "shop", .may("patch", "namespaces", named: "agents"), .may("create", "pods")), to: "node"),
  ]

  /// A request for a namespace carries its name as the namespace too, so a RoleBinding may allow
  /// it.
  package static let requests = [
    RouteRequest(["patch", "update"], "", "namespaces", isNamespaced: true)
  ]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    requests.flatMap { view.matches($0) }.flatMap { match in
      let scopes =
        match.scope == .cluster
        ? match.names.map { $0.map(Scope.namespace) } ?? [.cluster]
        : [match.scope].filter { match.allows(name: $0.namespace ?? "") }
      return scopes.map { scope in
        Candidate(
          Self.self, [match.asked(name: scope.namespace, in: scope)],
          .part(Part(kind: .podSecurityLifted, scope: scope)))
      }
    }
  }

  package static func joined(_ parts: PartIndex) -> [JoinedParts] {
    for lifted in parts[.podSecurityLifted] {
      for pod in parts[.podWritten] where lifted.part.scope.meet(pod.part.scope) != nil {
        return [JoinedParts([lifted.step, pod.step], .node)]
      }
    }
    return []
  }
}
