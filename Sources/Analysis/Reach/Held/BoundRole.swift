// SPDX-License-Identifier: Apache-2.0

import RBAC

/// A binding of the policy, and the role that it refers to.
///
/// A class, since searches look at each again and again.
final class BoundRole: Sendable {
  /// The binding's place in the policy.
  let binding: Int
  /// The role's; `nil` for one that is not there.
  let role: Int?
  /// The binding's name.
  let name: String
  let scope: Scope
  let reference: RoleBinding.RoleRef

  init(_ binding: Int, _ role: Int?, in policy: Policy) {
    self.binding = binding
    self.role = role
    let stored = policy.bindings[binding]
    (name, scope, reference) = (stored.name, stored.scope, stored.roleRef)
  }
}

extension BoundRole {
  /// A kind of bindings, and where they hold.
  struct Place: Hashable {
    let kind: RoleBinding.Kind
    let scope: Scope
  }

  /// What is asked about the bindings of a place again and again.
  struct Asked {
    var joint: [JointRoles]?
    var names: Set<String>?
  }
}

/// The roles that bindings of a kind refer to in one scope, those that have rules which are half of
/// something.
///
/// A class, since searches look at each again and again.
final class JointRoles: Sendable {
  struct Bound {
    let role: Int
    let halves: JointHalves
    /// The numbers of all its rules.
    let rules: [Int]
    /// The bindings that refer to it.
    let bindings: Set<String>
  }

  let home: NumberedScope
  let roles: [Bound]

  init(_ home: NumberedScope, _ roles: [Bound]) {
    self.home = home
    self.roles = roles
  }
}

extension ReachBase {
  /// The bindings of a kind that hold in a scope.
  func bindings(_ kind: RoleBinding.Kind, in scope: Scope) -> [BoundRole] {
    switch (kind, scope) {
    case (.clusterRoleBinding, .cluster): clusterBindings
    case (.clusterRoleBinding, .namespace): []
    case (.roleBinding, .cluster): localBindings
    case (.roleBinding, .namespace(let namespace)): bindings[namespace] ?? []
    }
  }

  /// The roles with rules that are half of something that they refer to, by scope.
  func jointRoles(_ kind: RoleBinding.Kind, in scope: Scope) -> [JointRoles] {
    let place = BoundRole.Place(kind: kind, scope: scope)
    if let known = askedBindings[place]?.joint { return known }
    let found: [JointRoles]
    if kind == .roleBinding, scope == .cluster {
      found = bindings.keys.sorted().flatMap { jointRoles(kind, in: .namespace($0)) }
    } else {
      var names: [Int: Set<String>] = [:]
      var order: [Int] = []
      for binding in bindings(kind, in: scope) {
        guard let role = binding.role, !halves(ofRole: role, in: scope).isEmpty else { continue }
        if names[role] == nil { order.append(role) }
        names[role, default: []].insert(binding.name)
      }
      let roles = order.map { role in
        JointRoles.Bound(
          role: role, halves: halves(ofRole: role, in: scope), rules: numbers(ofRole: role),
          bindings: names[role] ?? [])
      }
      found = roles.isEmpty ? [] : [JointRoles(numbered(scope), roles)]
    }
    askedBindings[place, default: BoundRole.Asked()].joint = found
    return found
  }

  func bindingNames(_ kind: RoleBinding.Kind, in scope: Scope) -> Set<String> {
    let place = BoundRole.Place(kind: kind, scope: scope)
    if let known = askedBindings[place]?.names { return known }
    let found = Set(bindings(kind, in: scope).map(\.name))
    askedBindings[place, default: BoundRole.Asked()].names = found
    return found
  }
  /// Where bindings that may be made hold: RoleBindings of the cluster in every namespace, since
  /// there is nothing for the cluster as a whole.
  func scopes(of writing: BindingWriting) -> [Scope] {
    guard writing.kind == .roleBinding, writing.scope == .cluster else { return [writing.scope] }
    return namespaces.filter { !writing.taken.contains($0) }.map(Scope.namespace)
  }
}
