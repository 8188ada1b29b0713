// SPDX-License-Identifier: Apache-2.0

/// A verb on a resource that a server serves.
package struct ServedPair: Hashable, Sendable {
  package var resource: APIResource
  package var verb: String
}

extension APITable {
  /// The served pairs that one point of a rule reaches, its wildcards expanded.
  ///
  /// - Parameter includingOffByDefault: whether to count what is served only if switched on. Left
  ///   out, a wildcard grants the same number of pairs as on a server as it comes.
  /// - Returns: sorted by resource, then in the order of verbs in rules; empty for an inert point
  ///   and for unknown groups.
  package func expand(
    group: String, resource: String, verb: String, includingOffByDefault: Bool = false
  ) -> [ServedPair] {
    let wanted: VerbSet
    if verb == "*" {
      wanted = .all
    } else if let one = VerbSet(verb: verb) {
      wanted = one
    } else {
      return []
    }
    return reached(group: group, resource: resource).flatMap { found -> [ServedPair] in
      if found.isOffByDefault, !includingOffByDefault { return [] }
      return found.verbs.intersection(wanted).verbs.map { ServedPair(resource: found, verb: $0) }
    }
  }
}
