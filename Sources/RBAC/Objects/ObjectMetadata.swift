// SPDX-License-Identifier: Apache-2.0

/// What of an object's `metadata` decides whether the API server takes it, and which roles a
/// selector selects.
package struct ObjectMetadata: Hashable, Sendable {
  package var name: String
  /// What the server makes a name from when there is none; empty when absent.
  package var generateName: String
  /// Empty for cluster-scoped kinds. For namespaced ones it is where the object is created; empty
  /// where a manifest does not say it, and nobody else did: the namespace is unknown then, and the
  /// same for all such objects of an input.
  package var namespace: String
  package var labels: [String: String]
  package var annotations: [String: String]
  package var finalizers: [String]

  package init(
    name: String, generateName: String = "", namespace: String = "", labels: [String: String] = [:],
    annotations: [String: String] = [:], finalizers: [String] = []
  ) {
    self.name = name
    self.generateName = generateName
    self.namespace = namespace
    self.labels = labels
    self.annotations = annotations
    self.finalizers = finalizers
  }
}

extension ObjectMetadata {
  /// The label of what the API server itself makes when it starts.
  package static let bootstrappingLabel = "kubernetes.io/bootstrapping"

  /// Whether the API server made the object when it was started, and mends it at every start.
  package var isBootstrapped: Bool { Self.isBootstrapped(label: labels[Self.bootstrappingLabel]) }

  /// Whether a value of `bootstrappingLabel` marks one of the default roles and bindings.
  ///
  /// Source: kubernetes/kubernetes, `addClusterRoleLabel` in
  /// plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go.
  package static func isBootstrapped(label: String?) -> Bool { label == "rbac-defaults" }
}
