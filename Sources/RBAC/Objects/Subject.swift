// SPDX-License-Identifier: Apache-2.0

/// One entry of a binding's `subjects`, as written.
package struct Subject: Hashable, Sendable {
  /// `User`, `Group` or `ServiceAccount`; any other kind is nobody.
  package var kind: String
  /// The server fills in an empty one by kind.
  package var apiGroup: String
  package var name: String
  /// Of a service account; empty is the namespace of the RoleBinding.
  package var namespace: String

  package init(kind: String, apiGroup: String = "", name: String, namespace: String = "") {
    self.kind = kind
    self.apiGroup = apiGroup
    self.name = name
    self.namespace = namespace
  }

  package static func serviceAccount(namespace: String, name: String) -> Subject {
    Subject(kind: "ServiceAccount", name: name, namespace: namespace)
  }

  /// The subject as requests carry it. A ServiceAccount is the user with its name, so a User
  /// subject of that name is the same principal.
  package enum Principal: Hashable, Sendable {
    case user(String)
    case group(String)

    /// `ServiceAccount komodor:agent`, `User jane`, `Group devs`.
    package var title: String {
      switch self {
      case .user(let name):
        User.unplacedServiceAccount(of: name).map {
          "ServiceAccount \($0) in \(Scope.unknownNamespace)"
        }
          ?? User(name: name).serviceAccount.map { "ServiceAccount \($0.namespace):\($0.name)" }
          ?? "User \(name)"
      case .group(let name): "Group \(name)"
      }
    }
  }

  /// The namespace of a service account that a binding of `bindingNamespace` (empty: a
  /// ClusterRoleBinding) names.
  package func namespace(inBindingOf bindingNamespace: String) -> String {
    namespace.isEmpty ? bindingNamespace : namespace
  }

  /// Whom this subject of a binding in `namespace` (empty: a ClusterRoleBinding) means, or `nil`
  /// for nobody: a service account without a namespace, or a kind that RBAC does not know.
  ///
  /// Source: kubernetes/kubernetes, `appliesToUser` in pkg/registry/rbac/validation/rule.go.
  package func principal(inBindingOf namespace: String) -> Principal? {
    switch kind {
    case "User": return .user(name)
    case "Group": return .group(name)
    case "ServiceAccount":
      let home = self.namespace(inBindingOf: namespace)
      return home.isEmpty ? nil : .user(User.serviceAccountName(namespace: home, name: name))
    default: return nil
    }
  }
}
