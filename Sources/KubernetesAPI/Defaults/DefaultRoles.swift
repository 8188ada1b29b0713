// SPDX-License-Identifier: Apache-2.0

/// The roles and bindings that every API server makes when it starts and restores when it restarts,
/// unless an administrator has taken that off them.
///
/// The states of 1.20 and of 1.32 to 1.36 are known. In a version between two known states what
/// both grant is certain, and what one of them grants is possible unless a named change says since
/// when. Of other versions the roles that users are bound to are taken from the nearest known
/// state; any other role may grant anything there. `DefaultRole.knownIn` says which it is.
///
/// A server that was upgraded keeps what an older version granted: it adds what is missing to a
/// default role and takes nothing away. Source: kubernetes/kubernetes,
/// plugin/pkg/auth/authorizer/rbac/bootstrappolicy; scripts/generate-default-roles.
package enum DefaultRoles {
  /// The cluster roles first, then the roles of namespaces, each sorted by name.
  package static func roles(in version: KubernetesVersion) -> [DefaultRole] {
    let minor = APITable.nearest(to: version).minor
    return DefaultRolesReader.roles.compactMap { $0.state(in: minor) }
  }

  /// A role by name; a ClusterRole where no namespace is given.
  package static func role(
    named name: String, namespace: String? = nil, in version: KubernetesVersion
  ) -> DefaultRole? {
    DefaultRolesReader.roles.first { $0.name == name && $0.namespace == namespace }?
      .state(in: APITable.nearest(to: version).minor)
  }

  /// The bindings that servers of the version make, or may: one whose role grants nothing for
  /// certain is perhaps not there. Those that bind every authenticated user are the same in every
  /// version in the table.
  package static func bindings(in version: KubernetesVersion) -> [DefaultBinding] {
    let minor = APITable.nearest(to: version).minor
    return DefaultRolesReader.bindings.compactMap { $0.state(in: minor) }
  }

  /// A binding by name; a ClusterRoleBinding where no namespace is given.
  package static func binding(
    named name: String, namespace: String? = nil, in version: KubernetesVersion
  ) -> DefaultBinding? {
    DefaultRolesReader.bindings.first {
      $0.binding.name == name && $0.binding.namespace == namespace
    }?
    .state(in: APITable.nearest(to: version).minor)
  }
}
