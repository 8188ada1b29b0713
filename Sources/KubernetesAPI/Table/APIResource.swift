// SPDX-License-Identifier: Apache-2.0

/// A resource or subresource that an API server serves, in one API group, whatever the version.
package struct APIResource: Hashable, Sendable {
  /// The group that RBAC asks about: a subresource's is that of the resource it belongs to.
  /// Empty for the core group.
  package var group: String
  /// The plural, as in a request's path.
  package var name: String
  /// Empty for the resource itself.
  package var subresource: String
  /// The kind of the resource's objects; a subresource has that of its resource.
  package var kind: String
  /// The word for one object, in lower case.
  package var singular: String
  package var shortNames: [String]
  package var isNamespaced: Bool
  package var verbs: VerbSet
  /// Whether an API server serves it only if its version or feature is switched on: an alpha, or
  /// a beta that came after Kubernetes stopped switching new ones on (1.24).
  package var isOffByDefault: Bool

  package init(
    group: String, name: String, subresource: String = "", kind: String, singular: String? = nil,
    shortNames: [String] = [], isNamespaced: Bool, verbs: VerbSet, isOffByDefault: Bool = false
  ) {
    self.group = group
    self.name = name
    self.subresource = subresource
    self.kind = kind
    self.singular = singular ?? kind.lowercased()
    self.shortNames = shortNames
    self.isNamespaced = isNamespaced
    self.verbs = verbs
    self.isOffByDefault = isOffByDefault
  }

  /// `resource` or `resource/subresource`, as a rule spells it.
  package var combinedName: String { subresource.isEmpty ? name : "\(name)/\(subresource)" }

  /// `deployments.apps`, `pods`: as kubectl names a resource with its group.
  package var qualifiedName: String { group.isEmpty ? name : "\(name).\(group)" }
}

extension APIResource: Comparable {
  package static func < (left: Self, right: Self) -> Bool {
    (left.group, left.name, left.subresource) < (right.group, right.name, right.subresource)
  }
}
