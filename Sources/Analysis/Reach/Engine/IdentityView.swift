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

  /// - Parameters:
  ///   - checked: the rules that handlers ask for besides; `nil` for the same.
  ///   - isLimited: whether only some requests can be sent.
  init(
    _ base: ReachBase, user: User, rules: [HeldRule], checked: [HeldRule]? = nil,
    isLimited: Bool = false
  ) {
    self.base = base
    self.user = user
    self.rules = rules
    self.checked = checked ?? rules
    self.isLimited = isLimited
  }

  /// The rules that allow a request, for some name in some place.
  func matches(_ request: RouteRequest) -> [RouteMatch] { Self.matches(request, in: rules) }

  /// The rules that allow what a handler asks for besides the request itself.
  func checks(_ request: RouteRequest) -> [RouteMatch] { Self.matches(request, in: checked) }

  private static func matches(_ request: RouteRequest, in rules: [HeldRule]) -> [RouteMatch] {
    // A plain create has no name, and so a rule with names allows none, but for the empty one.
    allowing(request, in: rules).filter {
      !request.isPlainCreate || $0.allows(name: "")
    }.withoutCovered
  }

  private static func allowing(_ request: RouteRequest, in rules: [HeldRule]) -> [RouteMatch] {
    let outline = request.outline
    return rules.compactMap { held in
      guard held.outline.meets(outline), request.isNamespaced || held.scope == .cluster else {
        return nil
      }
      return request.verb(allowedBy: held.rule).map { RouteMatch(held, request, verb: $0) }
    }
  }

  /// The ways to make an object: a create; or a patch (server-side apply) or an update that makes
  /// what is not there, which asks for create with the name.
  ///
  /// Source: k8s.io/apiserver, pkg/endpoints/handlers/{patch,update}.go; `AllowCreateOnUpdate` of
  /// pkg/registry/rbac.
  ///
  func creations(of made: MadeObject) -> [Creation] {
    let plain = matches(made.create).map {
      Creation(requests: [$0.asked(name: "")], scope: $0.scope, names: nil)
    }
    // The handler asks for this one, of the identity itself.
    let named = Self.allowing(made.create, in: checked).filter { isLimited || $0.names != nil }
      .withoutCovered
    guard !named.isEmpty else { return plain }
    let writes = NameIndex(matches(made.write))
    let byWriting = named.flatMap { creation in
      writes.meeting(creation).compactMap { write -> Creation? in
        guard let scope = creation.scope.meet(write.scope) else { return nil }
        let names = creation.names.map { $0.filter(write.allows) } ?? write.names
        let first = names?.first { !$0.isEmpty }
        guard names == nil || first != nil else { return nil }
        return Creation(
          requests: [
            write.asked(name: first, in: scope), creation.asked(name: first ?? "", in: scope),
          ], scope: scope, names: names?.filter { !$0.isEmpty })
      }
    }
    return plain + byWriting.withoutCovered
  }

  /// A way to make an object.
  struct Creation: NamedAccess {
    var requests: [ReachRequest]
    var scope: Scope
    /// The names that it may have; `nil` for any.
    var names: [String]?
  }
}

extension Scope {
  /// Where both hold; `nil` for nowhere.
  func meet(_ other: Scope) -> Scope? {
    if covers(other) { return other }
    return other.covers(self) ? self : nil
  }
}
