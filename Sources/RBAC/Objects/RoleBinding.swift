// SPDX-License-Identifier: Apache-2.0

/// A RoleBinding or ClusterRoleBinding.
package struct RoleBinding: Sendable {
  package enum Kind: String, Sendable {
    case roleBinding = "RoleBinding"
    case clusterRoleBinding = "ClusterRoleBinding"
  }

  /// `roleRef`, as written.
  package struct RoleRef: Hashable, Sendable {
    /// The server takes an empty one for `rbac.authorization.k8s.io`.
    package var apiGroup: String
    package var kind: String
    package var name: String

    package init(apiGroup: String = "", kind: String, name: String) {
      self.apiGroup = apiGroup
      self.kind = kind
      self.name = name
    }
  }

  package var kind: Kind
  package var metadata: ObjectMetadata
  package var roleRef: RoleRef
  package var subjects: [Subject]
  package var origin: Origin?

  package init(
    kind: Kind, metadata: ObjectMetadata, roleRef: RoleRef, subjects: [Subject],
    origin: Origin? = nil
  ) {
    self.kind = kind
    self.metadata = metadata
    self.roleRef = roleRef
    self.subjects = subjects
    self.origin = origin
  }

  package init(
    kind: Kind, name: String, namespace: String = "", roleRef: RoleRef, subjects: [Subject],
    origin: Origin? = nil
  ) {
    self.init(
      kind: kind, metadata: ObjectMetadata(name: name, namespace: namespace), roleRef: roleRef,
      subjects: subjects, origin: origin)
  }

  package var name: String { metadata.name }
  /// Empty for a ClusterRoleBinding, whatever is written: the server drops it.
  package var namespace: String { kind == .roleBinding ? metadata.namespace : "" }

  /// Whether it is in a namespace that nobody named.
  package var isUnplaced: Bool { kind == .roleBinding && metadata.namespace.isEmpty }

  /// Whom one of its subjects means; `nil` for nobody. A service account of a namespace that nobody
  /// named has an empty one, as no user has.
  package func principal(of subject: Subject) -> Subject.Principal? {
    if isUnplaced, subject.kind == "ServiceAccount", subject.namespace.isEmpty {
      return .user(User.serviceAccountName(namespace: "", name: subject.name))
    }
    return subject.principal(inBindingOf: namespace)
  }

  /// Where the role's rules hold through this binding.
  package var scope: Scope {
    switch kind {
    case .clusterRoleBinding: .cluster
    case .roleBinding: .namespace(metadata.namespace)
    }
  }
}
