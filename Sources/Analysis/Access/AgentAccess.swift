// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Manifests
package import RBAC

/// What the manifests give one account: its effective permissions, with the places that grant them.
package struct AgentAccess: Sendable {
  package let policy: Policy
  package let user: User
  /// The account; `nil` when there is no binding and the roles are only assumed to be bound.
  package let account: ManifestSet.ServiceAccountName?
  /// The rules that the account holds.
  package let grants: [PlacedGrant]
  /// Why some of its permissions can't be known: roles and aggregated parts that are not there.
  package let unresolved: [Diagnostic.Note]
  let manifests: ManifestSet

  package var isAssumedBound: Bool { account == nil }

  /// Whether part of a cluster could not be read, so that nothing can be said to be missing.
  package var isPartial: Bool { !manifests.unread.isEmpty }

  /// The access of `account` through the bindings of `manifests`; without an account, the access of
  /// somebody to whom every role is bound: ClusterRoles everywhere, Roles in their namespace.
  ///
  /// - Parameters:
  ///   - defaults: the default roles and bindings of Kubernetes, which count where the manifests
  ///     have no object of the same name.
  ///   - known: the policy of another account's access through the same bindings.
  package init(
    of account: ManifestSet.ServiceAccountName?, in manifests: ManifestSet,
    defaults: DefaultObjects, closedWorld: Bool, policy known: Policy? = nil
  ) {
    self.account = account
    self.manifests = manifests
    let user =
      account.map { User.serviceAccount(namespace: $0.namespace, name: $0.name) }
      ?? User(name: Self.assumedUser, groups: [])
    self.user = user
    let bindings =
      account == nil ? manifests.roles.map(Self.assumedBinding) : manifests.bindings
    policy =
      known
      ?? Policy(
        roles: manifests.roles + defaults.roles(besides: manifests.roles),
        bindings: bindings + defaults.bindings(besides: bindings), closedWorld: closedWorld)
    let policy = policy
    let permissions = policy.permissions(of: user)
    let ownBindings = bindings.count
    // Paths that come through a RoleBinding allow nothing, and reports say so.
    grants = (permissions.grants + permissions.inert).map { granted in
      PlacedGrant(
        rule: granted.rule, scope: granted.scope,
        ruleEntry: policy.origin(of: granted.grant).flatMap { manifests.origins[$0] },
        bindingEntry: policy.bindings[granted.grant.binding].origin
          .flatMap { manifests.origins[$0] },
        isDefault: granted.grant.binding >= ownBindings
          || (manifests.isStored && policy.bindings[granted.grant.binding].metadata.isBootstrapped))
    }
    unresolved =
      manifests.unread
      + permissions.unresolved.map { unresolved in
        let binding = policy.bindings[unresolved.binding]
        return Diagnostic.Note(
          policy.describe(unresolved), at: binding.origin.flatMap { manifests.origins[$0] }?.range)
      }
  }

  /// A name that no manifest can give a user, since it holds a control character.
  private static let assumedUser = "\u{1}assumed"

  private static func assumedBinding(of role: Role) -> RoleBinding {
    RoleBinding(
      kind: role.kind == .clusterRole ? .clusterRoleBinding : .roleBinding,
      name: role.name, namespace: role.namespace,
      roleRef: RoleBinding.RoleRef(kind: role.kind.rawValue, name: role.name),
      subjects: [Subject(kind: "User", name: assumedUser)])
  }
}
