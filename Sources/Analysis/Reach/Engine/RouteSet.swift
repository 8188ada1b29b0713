// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Some routes: a bit for each, by its place in `RouteRegistry.all`.
struct RouteSet: OptionSet, Sendable {
  let rawValue: UInt64

  private struct Asked: Sendable {
    var outline: RuleOutline
    var route: RouteSet
  }

  private static let asked = RouteRegistry.all.enumerated().flatMap { place, route in
    Set(route.requests.map(\.outline)).map { Asked(outline: $0, route: RouteSet(place: place)) }
  }
  private static let constrainedImpersonation = RouteSet(
    RouteRegistry.all.indices.filter {
      RouteRegistry.all[$0].id == ConstrainedImpersonationRoute.id
    }.map(RouteSet.init(place:)))

  init(rawValue: UInt64) { self.rawValue = rawValue }

  init(place: Int) { rawValue = 1 << UInt64(place) }

  /// The routes that may ask for something that a rule allows.
  init(askingFor rule: PolicyRule, _ outline: RuleOutline) {
    var found: RouteSet = []
    for asked in Self.asked where asked.outline.meets(outline) { found.formUnion(asked.route) }
    // It asks for verbs of its own on whatever is the target.
    if rule.verbs.contains(where: { $0.hasPrefix("impersonate-on:") }) {
      found.formUnion(Self.constrainedImpersonation)
    }
    self = found
  }
}

extension Sequence<HeldRule> {
  /// The routes that may ask for something that they allow.
  var routes: RouteSet { reduce(into: []) { $0.formUnion($1.routes) } }
}
