// SPDX-License-Identifier: Apache-2.0

extension Atom {
  /// A name that no rule can hold, for a request that must be allowed whatever the name.
  package static let anyName = "\u{1}any"

  /// The request that must be allowed for the atom to be granted: sent in the atom's namespace, or
  /// in none when it must hold everywhere, since only what is granted cluster-wide is granted
  /// there.
  package var request: Request {
    switch target {
    case .nonResource(let verb, let url):
      return .nonResource(NonResourceRequest(verb: verb, path: url))
    case .resource(let verb, let apiGroup, let resource, let name):
      let parts = resource.split(separator: "/", maxSplits: 1).map(String.init)
      let subresource = parts.count > 1 ? parts[1] : ""
      let isUnnamed =
        ["list", "watch", "deletecollection"].contains(verb)
        || (verb == "create" && subresource.isEmpty)
      return .resource(
        ResourceRequest(
          verb: verb, apiGroup: apiGroup, resource: parts.first ?? "", subresource: subresource,
          namespace: scope.namespace ?? "", name: name ?? (isUnnamed ? "" : Self.anyName)))
    }
  }

  /// The same point of a rule at cluster scope.
  package var unscoped: Atom { Atom(target, scope: .cluster) }
}
