// SPDX-License-Identifier: Apache-2.0

/// Who sends a request: the name and the groups that the server's authenticators found.
package struct User: Hashable, Sendable {
  package var name: String
  package var groups: [String]

  /// Exactly this name and these groups, as in a SubjectAccessReview: nothing is added.
  package init(name: String, groups: [String] = []) {
    self.name = name
    self.groups = groups
  }

  /// A service account with the groups that its token brings.
  ///
  /// Source: k8s.io/apiserver, `MakeGroupNames` in pkg/authentication/serviceaccount/util.go and
  /// pkg/authentication/group/authenticated_group_adder.go.
  package static func serviceAccount(namespace: String, name: String) -> User {
    User(
      name: serviceAccountName(namespace: namespace, name: name),
      groups: serviceAccountGroups(namespace: namespace) + [authenticated])
  }

  /// The user that `kubectl --as NAME --as-group GROUP…` means: a service account's name brings its
  /// groups unless groups are given, and everyone is in `system:authenticated` or, when anonymous,
  /// in `system:unauthenticated`.
  ///
  /// Source: k8s.io/apiserver, `WithImpersonation` in pkg/endpoints/filters/impersonation.go.
  package static func impersonated(_ name: String, groups: [String] = []) -> User {
    var user = User(name: name, groups: groups)
    if groups.isEmpty, let account = user.serviceAccount {
      user.groups = serviceAccountGroups(namespace: account.namespace)
    }
    if name == anonymous {
      if !user.groups.contains(unauthenticated) { user.groups.append(unauthenticated) }
    } else if !user.groups.contains(where: { $0 == authenticated || $0 == unauthenticated }) {
      user.groups.append(authenticated)
    }
    return user
  }

  /// The service account that this name belongs to, if it is one's.
  ///
  /// Source: k8s.io/apiserver, `SplitUsername` in pkg/authentication/serviceaccount/util.go.
  package var serviceAccount: (namespace: String, name: String)? {
    guard name.hasPrefix(Self.serviceAccountPrefix) else { return nil }
    let parts = name.dropFirst(Self.serviceAccountPrefix.count)
      .split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, NameRules.isLabel(parts[0]), NameRules.isSubdomain(parts[1]) else {
      return nil
    }
    return (parts[0], parts[1])
  }

  /// The account's name in the name of a user that stands for an account of a namespace that nobody
  /// named.
  package static func unplacedServiceAccount(of user: String) -> Substring? {
    user.hasPrefix("\(serviceAccountPrefix):")
      ? user.dropFirst(serviceAccountPrefix.count + 1) : nil
  }

  /// Whether every request of this user is allowed before RBAC is asked.
  ///
  /// Source: k8s.io/apiserver, `NewPrivilegedGroups` in
  /// pkg/authorization/authorizerfactory/builtin.go.
  package var isSuperuser: Bool { groups.contains(Self.superusers) }

  static let superusers = "system:masters"
  package static let authenticated = "system:authenticated"
  package static let unauthenticated = "system:unauthenticated"
  package static let anonymous = "system:anonymous"

  static func serviceAccountName(namespace: String, name: String) -> String {
    "\(serviceAccountPrefix)\(namespace):\(name)"
  }

  private static func serviceAccountGroups(namespace: String) -> [String] {
    ["system:serviceaccounts", "system:serviceaccounts:\(namespace)"]
  }

  private static let serviceAccountPrefix = "system:serviceaccount:"
}
