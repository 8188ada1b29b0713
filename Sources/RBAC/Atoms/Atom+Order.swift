// SPDX-License-Identifier: Apache-2.0

extension Atom {
  /// Cluster scope before namespaces; resources before URLs; then by group (core first), resource,
  /// name (any first) and verb (as `VerbOrder` has them).
  package static func < (left: Atom, right: Atom) -> Bool {
    if left.scope != right.scope { return left.scope < right.scope }
    switch (left.target, right.target) {
    case (
      .resource(let verb, let group, let resource, let name), .resource(let v, let g, let r, let n)
    ):
      if !group.hasSameBytes(as: g) { return group.precedes(g) }
      if !resource.hasSameBytes(as: r) { return resource.precedes(r) }
      switch (name, n) {
      case (nil, _?): return true
      case (_?, nil): return false
      case (let name?, let n?) where !name.hasSameBytes(as: n): return name.precedes(n)
      default: return VerbOrder.precedes(verb, v)
      }
    case (.nonResource(let verb, let url), .nonResource(let v, let u)):
      return url.hasSameBytes(as: u) ? VerbOrder.precedes(verb, v) : url.precedes(u)
    case (.resource, .nonResource): return true
    case (.nonResource, .resource): return false
    }
  }
}
