// SPDX-License-Identifier: Apache-2.0

/// A verb that a server asks for besides another, in one and the same request.
package enum CompanionVerb {
  /// The verb that is asked for too; `nil` where one is enough.
  ///
  /// Streams into pods that a GET opens need create as well since Kubernetes 1.35. Source:
  /// kubernetes/kubernetes, pkg/registry/core/pod/rest/authorize.go.
  ///
  /// - Parameter resource: `resource` or `resource/subresource`, without wildcards.
  package static func of(
    verb: String, group: String, resource: String, in version: KubernetesVersion
  ) -> String? {
    let isStream = group.isEmpty && streams.contains(resource)
    return isStream && verb == "get" && version.minor >= 35 ? "create" : nil
  }

  /// The subresources through which clients have a stream into a pod.
  package static let streams = ["pods/exec", "pods/attach", "pods/portforward"]
}
