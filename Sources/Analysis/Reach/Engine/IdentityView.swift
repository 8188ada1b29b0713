// SPDX-License-Identifier: Apache-2.0

import RBAC

/// What a route sees of one identity: the rules its requests are judged by.
package struct IdentityView {
  let base: ReachBase
  let user: User
  /// The rules that its requests are judged by: those of them that routes ask for.
  let rules: [HeldRule]
  /// The rules that handlers ask for besides (bind, escalate, approve). They are those of the
  /// identity itself where only some of its requests can be sent.
  let checked: [HeldRule]
  /// Whether only some requests can be sent, so that handlers may be told more.
  private let isLimited: Bool

  init(_ base: ReachBase, user: User, rules: [HeldRule], checked: [HeldRule]? = nil) {
    self.base = base
    self.user = user
    self.rules = rules
    self.checked = checked ?? rules
    isLimited = checked != nil
  }

  /// The rules that allow a request, for some name in some place.
  func matches(_ request: RouteRequest) -> [RouteMatch] { Self.matches(request, in: rules) }

  /// The rules that allow what a handler asks for besides the request itself.
  func checks(_ request: RouteRequest) -> [RouteMatch] { Self.matches(request, in: checked) }

  private static func matches(_ request: RouteRequest, in rules: [HeldRule]) -> [RouteMatch] {
    var found: [RouteMatch] = []
    let outline = request.outline
    for held in rules where held.outline.meets(outline) {
      if let match = match(request, held), !found.contains(where: { $0.covers(match) }) {
        found.append(match)
      }
    }
    return found
  }

  private static func match(_ request: RouteRequest, _ held: HeldRule) -> RouteMatch? {
    if !request.isNamespaced, held.scope != .cluster { return nil }
    guard let verb = request.verb(allowedBy: held.rule) else { return nil }
    let names = held.rule.resourceNames
    // A plain create has no name, and so a rule with names allows none, but for the empty one.
    if request.isPlainCreate, !names.isEmpty, !names.contains("") { return nil }
    return RouteMatch(
      held: held, request: request, verb: verb, names: names.isEmpty ? nil : names)
  }

  /// The ways to make an object: a create; or a patch (server-side apply) or an update that makes
  /// what is not there, which asks for create with the name.
  ///
  /// Source: k8s.io/apiserver, pkg/endpoints/handlers/{patch,update}.go; `AllowCreateOnUpdate` of
  /// pkg/registry/rbac.
  ///
  /// - Parameter updates: whether an update makes the object too.
  func creations(
    of resource: String, in group: String, isNamespaced: Bool, updates: Bool
  ) -> [Creation] {
    let create = RouteRequest(["create"], group, resource, isNamespaced: isNamespaced)
    let plain = matches(create).map {
      Creation(requests: [$0.asked(name: "")], scope: $0.scope, names: nil)
    }
    // The handler asks for this one, of the identity itself.
    var named: [RouteMatch] = []
    let outline = create.outline
    for held in checked
    where held.outline.meets(outline) && (isLimited || !held.rule.resourceNames.isEmpty)
      && (isNamespaced || held.scope == .cluster)
    {
      guard let verb = create.verb(allowedBy: held.rule) else { continue }
      let names = held.rule.resourceNames
      let match = RouteMatch(
        held: held, request: create, verb: verb, names: names.isEmpty ? nil : names)
      if !named.contains(where: { $0.covers(match) }) { named.append(match) }
    }
    guard !named.isEmpty else { return plain }
    let writes = matches(
      RouteRequest(
        updates ? ["patch", "update"] : ["patch"], group, resource, isNamespaced: isNamespaced))
    var byWriting: [Creation] = []
    for creation in named {
      for write in writes {
        guard let scope = creation.scope.meet(write.scope) else { continue }
        let names = creation.names.map { $0.filter(write.allows) } ?? write.names
        let first = names?.first { !$0.isEmpty }
        guard names == nil || first != nil else { continue }
        let found = Creation(
          requests: [
            write.asked(name: first, in: scope), creation.asked(name: first ?? "", in: scope),
          ], scope: scope, names: names?.filter { !$0.isEmpty })
        if !byWriting.contains(where: { $0.covers(found) }) { byWriting.append(found) }
      }
    }
    return plain + byWriting
  }

  /// A way to make an object.
  struct Creation {
    var requests: [ReachRequest]
    var scope: Scope
    /// The names that it may have; `nil` for any.
    var names: [String]?

    func covers(_ other: Creation) -> Bool {
      scope.covers(other.scope) && names.cover(other.names)
    }

    func allows(name: String) -> Bool { names.map { $0.contains(name) } ?? true }
  }
}

extension Scope {
  /// Where both hold; `nil` for nowhere.
  func meet(_ other: Scope) -> Scope? {
    if covers(other) { return other }
    return other.covers(self) ? self : nil
  }
}

extension [String]? {
  /// Whether these names, `nil` for any, hold all of others.
  func cover(_ others: [String]?) -> Bool {
    guard let self else { return true }
    return others?.allSatisfy(self.contains) ?? false
  }
}
