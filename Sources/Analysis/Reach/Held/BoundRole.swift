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
    /// Those whose roles have rules that are half of something.
    var joint: [BoundRole]?
    var names: Set<String>?
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

  /// Those whose roles have rules that are half of something.
  func jointBindings(_ kind: RoleBinding.Kind, in scope: Scope) -> [BoundRole] {
    let place = BoundRole.Place(kind: kind, scope: scope)
    if let known = askedBindings[place]?.joint { return known }
    let found = bindings(kind, in: scope).filter { binding in
      binding.role.map { !halves(ofRole: $0).isEmpty } ?? false
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
}
