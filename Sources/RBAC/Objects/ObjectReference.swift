// SPDX-License-Identifier: Apache-2.0

/// Which object of a cluster is meant, by what the API server keeps apart: two objects of the same
/// kind, namespace and name are one, and the last that is applied counts.
package struct ObjectReference: Hashable, Sendable {
  package var kind: String
  /// Empty for cluster-scoped objects.
  package var namespace: String
  package var name: String

  package init(kind: String, namespace: String = "", name: String) {
    self.kind = kind
    self.namespace = namespace
    self.name = name
  }

  /// `ClusterRole 'x'`, `Role 'komodor/x'`.
  package var title: String {
    "\(kind) '\(namespace.isEmpty ? name : "\(namespace)/\(name)")'"
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.kind.hasSameBytes(as: right.kind) && left.namespace.hasSameBytes(as: right.namespace)
      && left.name.hasSameBytes(as: right.name)
  }
}

extension ObjectReference: Comparable {
  /// By kind, namespace and name.
  package static func < (left: Self, right: Self) -> Bool {
    if !left.kind.hasSameBytes(as: right.kind) { return left.kind.precedes(right.kind) }
    if !left.namespace.hasSameBytes(as: right.namespace) {
      return left.namespace.precedes(right.namespace)
    }
    return left.name.precedes(right.name)
  }
}

extension Role {
  package var reference: ObjectReference {
    ObjectReference(kind: kind.rawValue, namespace: namespace, name: name)
  }
}

extension RoleBinding {
  package var reference: ObjectReference {
    ObjectReference(kind: kind.rawValue, namespace: namespace, name: name)
  }

  /// The role that `roleRef` names: a Role is one of the binding's own namespace.
  package var roleReference: ObjectReference {
    ObjectReference(
      kind: roleRef.kind, namespace: roleRef.kind == Role.Kind.role.rawValue ? namespace : "",
      name: roleRef.name)
  }
}
