// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Manifests

extension Cluster {
  /// The objects of the RBAC API, in the order they are asked for.
  package static let rbacPaths = [
    "clusterroles", "roles", "clusterrolebindings", "rolebindings",
  ].map { "/apis/rbac.authorization.k8s.io/v1/\($0)" }

  /// Reads every role and binding; what may not be read is among the reader's `unread`.
  package func readRBAC(into reader: inout ManifestReader) throws(Failure) {
    for path in Self.rbacPaths {
      let listing = try list(path)
      for page in listing.pages { reader.read(stored: page) }
      if let refusal = listing.refusal { reader.leaveOut(refusal.note) }
    }
  }

  /// Every role and binding.
  package func rbac(kubernetesMinor: Int) throws(Failure) -> ManifestSet {
    var reader = ManifestReader(kubernetesMinor: kubernetesMinor)
    try readRBAC(into: &reader)
    return reader.finish(inputs: kubectl.title)
  }
}
