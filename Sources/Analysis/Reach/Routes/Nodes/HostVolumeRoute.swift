// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Mounts a folder of the node.
package struct HostVolumeRoute: Route {
  package static let id = "host-volume"
  package static let certainty = Certainty.modelled
  package static let summary = "Create a PersistentVolume of a node's folder, and a pod with it"
  package static let yields = "a node, with the service accounts of its pods"
  package static let why = """
    A PersistentVolume of the type hostPath is not looked at by Pod Security: whoever may also \
    write a claim for it and a pod with the claim mounts any folder of the node.
    """
  package static let sources = [
    "k8s.io/pod-security-admission, policy/check_hostPathVolumes.go",
    "kubernetes/kubernetes, pkg/volume/hostpath/host_path.go",
  ]
  package static let flagged = [
    RouteExample(
      .everywhere(.may("create", "persistentvolumes")),
      .inNamespace("shop", .may("create", "persistentvolumeclaims"), .may("create", "pods")),
      to: "node")
  ]
  package static let nearMisses = [
    RouteExample(
      .everywhere(.may("create", "persistentvolumes")),
      .inNamespace("agents", .may("create", "persistentvolumeclaims")),
      .inNamespace("shop", .may("create", "pods")), to: "node"),
    RouteExample(
      .everywhere(.may("patch", "persistentvolumes")),
      .inNamespace("shop", .may("create", "persistentvolumeclaims"), .may("create", "pods")),
      to: "node"),
  ]

  private static let volume = MadeObject("persistentvolumes", in: "", isNamespaced: false)
  private static let claim = MadeObject("persistentvolumeclaims", in: "", isNamespaced: true)
  package static let requests = [volume.create, volume.write, claim.create, claim.write]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    let volumes = view.creations(of: volume).map {
      Candidate(Self.self, $0.requests, .part(Part(kind: .hostVolumeWritten, scope: .cluster)))
    }
    let claims = view.creations(of: claim).map {
      Candidate(Self.self, $0.requests, .part(Part(kind: .claimWritten, scope: $0.scope)))
    }
    return volumes + claims
  }

  package static func joined(_ parts: PartIndex) -> [JoinedParts] {
    guard let volume = parts[.hostVolumeWritten].first else { return [] }
    for claim in parts[.claimWritten] {
      for pod in parts[.podWritten] where claim.part.scope.meet(pod.part.scope) != nil {
        return [JoinedParts([volume.step, claim.step, pod.step], .node)]
      }
    }
    return []
  }
}
