// SPDX-License-Identifier: Apache-2.0

package import RBAC

extension ManifestSet {
  /// The objects of this set that `others` has under the same kind, namespace and name.
  package func namesakes(of others: ManifestSet) -> ManifestSet {
    func key(_ role: Role) -> [String] { [role.kind.rawValue, role.namespace, role.name] }
    func key(_ binding: RoleBinding) -> [String] {
      [binding.kind.rawValue, binding.namespace, binding.name]
    }
    let names = Set(others.roles.map(key) + others.bindings.map(key))
    var set = self
    set.roles = roles.filter { names.contains(key($0)) }
    set.bindings = bindings.filter { names.contains(key($0)) }
    return set
  }

  /// The roles, without the places where they were written.
  package var placelessRoles: [Role] {
    roles.map { Role(kind: $0.kind, metadata: $0.metadata, rules: $0.rules) }
  }
}
