// SPDX-License-Identifier: Apache-2.0

package import RBAC

extension ManifestSet {
  /// The objects of this set that `others` has under the same kind, namespace and name.
  package func namesakes(of others: ManifestSet) -> ManifestSet {
    let names = Set(others.roles.map(\.reference) + others.bindings.map(\.reference))
    var set = self
    set.roles = roles.filter { names.contains($0.reference) }
    set.bindings = bindings.filter { names.contains($0.reference) }
    return set
  }

  /// The roles, without the places where they were written.
  package var placelessRoles: [Role] {
    roles.map { Role(kind: $0.kind, metadata: $0.metadata, rules: $0.rules) }
  }
}
