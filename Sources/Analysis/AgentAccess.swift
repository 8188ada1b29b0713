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
  package let unresolved: [Unresolved]
  let manifests: ManifestSet

  package var isAssumedBound: Bool { account == nil }

  /// The access of `account` through the bindings of `manifests`; without an account, the access of
  /// somebody to whom every role is bound: ClusterRoles everywhere, Roles in their namespace.
  ///
  /// `defaults` are the default roles and bindings of Kubernetes, which count where the manifests
  /// have no object of the same name.
  package init(
    of account: ManifestSet.ServiceAccountName?, in manifests: ManifestSet,
    defaults: DefaultObjects, closedWorld: Bool
  ) {
    self.account = account
    self.manifests = manifests
    let user =
      account.map { User.serviceAccount(namespace: $0.namespace, name: $0.name) }
      ?? User(name: Self.assumedUser, groups: [])
    self.user = user
    let bindings =
      account == nil ? manifests.roles.map(Self.assumedBinding) : manifests.bindings
    policy = Policy(
      roles: manifests.roles + defaults.roles(besides: manifests.roles),
      bindings: bindings + defaults.bindings(besides: bindings), closedWorld: closedWorld)
    let permissions = policy.permissions(of: user)
    grants = permissions.grants.map { PlacedGrant($0, in: manifests.origins) }
    unresolved = permissions.unresolved
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

extension PlacedGrant {
  init(_ grant: Grant, in origins: OriginTable) {
    self.init(
      rule: grant.rule, scope: grant.scope, ruleEntry: origins[grant.ruleOrigin],
      bindingEntry: origins[grant.bindingOrigin])
  }
}
