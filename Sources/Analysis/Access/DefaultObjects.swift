// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// The roles and bindings that every cluster has from the start, unless an administrator took them
/// away.
package struct DefaultObjects: Sendable {
  private let roles: [Role]
  private let bindings: [RoleBinding]

  package init(roles: [Role] = [], bindings: [RoleBinding] = []) {
    self.roles = roles
    self.bindings = bindings
  }

  /// The default roles that `others` do not replace.
  package func roles(besides others: [Role]) -> [Role] {
    let names = Set(others.lazy.filter { $0.kind == .clusterRole }.map(\.name))
    return roles.filter { !names.contains($0.name) }
  }

  /// The default bindings that `others` do not replace.
  package func bindings(besides others: [RoleBinding]) -> [RoleBinding] {
    let names = Set(others.lazy.filter { $0.kind == .clusterRoleBinding }.map(\.name))
    return bindings.filter { !names.contains($0.name) }
  }

  /// The users that the default bindings name, service accounts by their user names.
  var userNames: [String] {
    bindings.flatMap { binding in
      binding.subjects.compactMap { subject in
        if case .user(let name)? = binding.principal(of: subject) { name } else { nil }
      }
    }
  }
}
