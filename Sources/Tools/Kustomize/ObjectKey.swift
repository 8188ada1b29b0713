// SPDX-License-Identifier: Apache-2.0

package import YAMLSyntax

/// What an object is called.
package struct ObjectKey: Hashable, Sendable {
  package var group: String
  package var kind: String
  package var namespace = ""
  package var name = ""

  /// The kind alone.
  init(kindOf node: YAMLNode) {
    let version = node["apiVersion"]?.text ?? ""
    group = version.contains("/") ? String(version.prefix { $0 != "/" }) : ""
    kind = node["kind"]?.text ?? ""
  }

  package init(_ node: YAMLNode) {
    self.init(kindOf: node)
    namespace = node["metadata"]?["namespace"]?.text ?? ""
    name = node["metadata"]?["name"]?.text ?? ""
  }

  /// Whether it is a role or a binding.
  package var isRBAC: Bool {
    group == "rbac.authorization.k8s.io"
      && ["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"].contains(kind)
  }
}

extension ObjectKey {
  /// `ClusterRole 'app'`, `Role 'shop/app'`.
  package var title: String { "\(kind) '\(namespace.isEmpty ? "" : "\(namespace)/")\(name)'" }
}
