// SPDX-License-Identifier: Apache-2.0

/// The roles and bindings that every API server makes when it starts and restores when it restarts,
/// unless an administrator has taken that off them.
///
/// Those of 1.20 are recorded from a real server. Of other versions the roles that users are bound
/// to are known from later states and named changes; of the roles of controllers and components the
/// state of 1.20 is given for every version, and roles that came after it are missing.
/// `DefaultRole.knownIn` says which it is. Source: kubernetes/kubernetes,
/// plugin/pkg/auth/authorizer/rbac/bootstrappolicy;
/// scripts/kubernetes-api/default-role-changes.tsv.
package enum DefaultRoles {
  /// The cluster roles first, then the roles of namespaces, each sorted by name.
  package static func roles(in version: KubernetesVersion) -> [DefaultRole] {
    let asked = min(
      max(version, APITable.supportedVersions.lowerBound), APITable.supportedVersions.upperBound)
    return DefaultRolesReader.roles.map { $0.state(in: asked.minor) }
  }

  /// A role by name; a ClusterRole where no namespace is given.
  package static func role(
    named name: String, namespace: String? = nil, in version: KubernetesVersion
  ) -> DefaultRole? {
    guard
      let found = DefaultRolesReader.roles.first(where: {
        $0.name == name && $0.namespace == namespace
      })
    else { return nil }
    let supported = APITable.supportedVersions
    return found.state(in: min(max(version, supported.lowerBound), supported.upperBound).minor)
  }

  /// The bindings as 1.20 makes them. Those that bind every authenticated user are the same in
  /// every version in the table.
  package static func bindings(in version: KubernetesVersion) -> [DefaultBinding] {
    DefaultRolesReader.bindings
  }
}
