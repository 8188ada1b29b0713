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
    write a pod that claims it mounts any folder of the node. A controller makes the claims of \
    ephemeral volumes and of StatefulSets, so that no right to write claims is needed.
    """
  package static let sources = [
    "k8s.io/pod-security-admission, policy/check_hostPathVolumes.go",
    "kubernetes/kubernetes, pkg/volume/hostpath/host_path.go",
  ]
  package static let flagged = [
    RouteExample(
      .everywhere(.may("create", "persistentvolumes")),
      .inNamespace("shop", .may("create", "pods")), to: "node")
  ]
  package static let nearMisses = [
    RouteExample(
      .everywhere(.may("create", "persistentvolumes")),
      .inNamespace("agents", .may("create", "persistentvolumeclaims")), to: "node"),
    RouteExample(
      .everywhere(.may("patch", "persistentvolumes")),
      .inNamespace("shop", .may("create", "pods")), to: "node"),
  ]

  private static let volume = MadeObject("persistentvolumes", in: "", isNamespaced: false)
  package static let requests = [volume.create, volume.write]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    view.creations(of: volume).map {
      Candidate(Self.self, $0.requests, .part(Part(kind: .hostVolumeWritten, scope: .cluster)))
    }
  }

  package static func joined(_ parts: PartIndex) -> [JoinedParts] {
    guard let volume = parts[.hostVolumeWritten].first, let pod = parts[.podWritten].first else {
      return []
    }
    return [JoinedParts([volume.step, pod.step], .node)]
  }
}
