// SPDX-License-Identifier: Apache-2.0

/// A resource that the catalog itself declares, because no table of Kubernetes knows it.
package struct DeclaredResource: Hashable, Sendable {
  package var apiGroup: String
  package var resource: String
  package var isNamespaced: Bool
  /// The API version by which it is asked for; `nil` for `v1`.
  package var version: String?
  /// What it serves; `nil` for what every custom resource serves.
  package var verbs: [String]?

  package init(
    apiGroup: String, resource: String, isNamespaced: Bool, version: String? = nil,
    verbs: [String]? = nil
  ) {
    self.apiGroup = apiGroup
    self.resource = resource
    self.isNamespaced = isNamespaced
    self.version = version
    self.verbs = verbs
  }

  /// What a custom resource serves. Source: k8s.io/apiextensions-apiserver,
  /// pkg/apiserver/customresource_discovery_controller.go.
  package static let customResourceVerbs = [
    "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection",
  ]
}
