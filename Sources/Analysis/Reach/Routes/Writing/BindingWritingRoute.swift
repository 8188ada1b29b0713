// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Binds roles to an identity that it holds.
package struct BindingWritingRoute: Route {
  package static let id = "binding-writing"
  package static let certainty = Certainty.decided
  package static let summary = "Bind a role, as the bind verb or what is covered allows"
  package static let yields = "the rules of the role"
  package static let why = """
    Who creates or changes a binding must have the bind verb on the role, or cover all of its \
    rules where the binding holds. A roleRef cannot be changed, so a change only adds subjects. \
    What is covered is nothing new to the writer, but another identity that it holds may need it.
    """
  package static let sources = [
    "kubernetes/kubernetes, pkg/registry/rbac/rolebinding/policybased/storage.go",
    "kubernetes/kubernetes, pkg/registry/rbac/clusterrolebinding/policybased/storage.go",
    "kubernetes/kubernetes, pkg/registry/rbac/escalation_check.go",
  ]
  static let group = "rbac.authorization.k8s.io"
  private static let bindClusterRole = RouteRequest(
    ["bind"], group, "clusterroles", isNamespaced: true)
  private static let bindRole = RouteRequest(["bind"], group, "roles", isNamespaced: true)
  package static let joint: JointHalves = [.bindingWritten, .bind, .namedCreate, .namedWrite]
  package static let requests =
    (kinds.map(\.made) + RoleWritingRoute.madeRoles).flatMap { [$0.create, $0.write] }
    + [bindClusterRole, bindRole]
  private static let kinds: [(made: MadeObject, kind: RoleBinding.Kind)] = [
    (
      MadeObject("clusterrolebindings", in: group, isNamespaced: false, updates: true),
      .clusterRoleBinding
    ), (MadeObject("rolebindings", in: group, isNamespaced: true, updates: true), .roleBinding),
  ]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    creations(view) + changes(view)
  }

  private static func creations(_ view: IdentityView) -> [Candidate] {
    let byVerb = [(bindClusterRole, Role.Kind.clusterRole), (bindRole, .role)].flatMap {
      request, kind in view.checks(request).map { (kind: kind, match: $0) }
    }
    return kinds.flatMap { made, kind -> [Candidate] in
      view.creations(of: made).flatMap { creation -> [Candidate] in
        var writing = BindingWriting(
          kind: kind, scope: creation.scope, names: creation.names, creates: true)
        let all = view.base.scopes(of: writing)
        let scopes = freeScopes(among: all, creation, made, kind, view)
        // A grant for the cluster also makes RoleBindings in namespaces that nobody named.
        guard !scopes.isEmpty || !all.contains(creation.scope) else { return [] }
        writing.taken = Set(Set(all).subtracting(scopes).compactMap(\.namespace))
        let bound =
          byVerb.isEmpty
          ? [] : scopes.flatMap { Self.bound(view, in: $0, creation.requests, byVerb) }
        return bound + [Candidate(Self.self, creation.requests, .bindings(writing))]
          + byVerb.compactMap { kind, match in
            waiting(writing, kind, match, creation.requests)
          }
      }
    }
  }

  /// Where one of the names that a binding may have is free, or may be made so: whoever patches a
  /// binding that is there cannot change its roleRef.
  private static func freeScopes(
    among scopes: [Scope], _ creation: IdentityView.Creation, _ made: MadeObject,
    _ kind: RoleBinding.Kind, _ view: IdentityView
  ) -> [Scope] {
    guard let names = creation.names else { return scopes }
    let deletions = view.matches(made.delete).filter { names.contains(where: $0.allows) }
    return scopes.filter { scope in
      let taken = view.base.bindingNames(kind, in: scope)
      return names.contains { !taken.contains($0) }
        || deletions.contains { $0.scope.covers(scope) }
    }
  }

  /// Bindings to roles that are not there yet, which the bind verb allows.
  private static func waiting(
    _ writing: BindingWriting, _ kind: Role.Kind, _ match: RouteMatch, _ requests: [ReachRequest]
  ) -> Candidate? {
    // A ClusterRoleBinding refers to ClusterRoles, and asks for the verb in no namespace.
    let isFit = writing.kind == .roleBinding || kind == .clusterRole && match.scope == .cluster
    guard isFit, let scope = writing.scope.meet(match.scope) else { return nil }
    var writing = writing
    writing.scope = scope
    writing.bound = BindingWriting.BoundNames(kind: kind, names: match.names)
    return Candidate(Self.self, requests + [match.asked(in: scope)], .bindings(writing))
  }

  /// Roles that the bind verb allows to be bound in a scope.
  private static func bound(
    _ view: IdentityView, in scope: Scope, _ requests: [ReachRequest],
    _ byVerb: [(kind: Role.Kind, match: RouteMatch)]
  ) -> [Candidate] {
    let policy = view.base.policy
    return byVerb.filter { $0.match.scope.covers(scope) }.flatMap { kind, match -> [Candidate] in
      // Nothing that other roles grant is more than this.
      if match.names == nil, kind == .clusterRole, let all = view.base.clusterAdmin {
        return [candidate(view, binding: all, in: scope, requests, match)]
      }
      let known = view.base.roles(kind, boundIn: scope).filter {
        match.allows(name: policy.roles[$0].name)
      }
      return known.map { candidate(view, binding: $0, in: scope, requests, match) }
        + elsewhere(kind, but: Set(known.map { policy.roles[$0].name }), in: scope, match, view)
        .map { Candidate(Self.self, requests + [$0.bind], $0.outcome) }
    }
  }

  /// What roles grant that the bind verb allows and that are not in the input.
  private static func elsewhere(
    _ kind: Role.Kind, but known: Set<String>, in scope: Scope, _ match: RouteMatch,
    _ view: IdentityView
  ) -> [(bind: ReachRequest, outcome: Outcome)] {
    guard !view.base.policy.closedWorld else { return [] }
    // Any name may be one that the input lacks; one is enough, since it may grant anything.
    let name = match.names.map { $0.first { !known.contains($0) } } ?? ""
    guard let name, scope != .cluster || kind == .clusterRole else { return [] }
    let reason =
      name.isEmpty
      ? "there may be \(kind.rawValue)s that the input lacks"
      : "\(kind.rawValue) '\(name)' is not in the input"
    return [
      (
        match.asked(name: name, in: scope),
        .unknown(.rules([.everything], scope, role: nil), because: reason)
      )
    ]
  }

  private static func candidate(
    _ view: IdentityView, binding role: Int, in scope: Scope, _ requests: [ReachRequest],
    _ match: RouteMatch
  ) -> Candidate {
    let bind = match.asked(name: view.base.policy.roles[role].name, in: scope)
    return Candidate(
      Self.self, requests + [bind],
      .rules(view.base.policy.effectiveRules(ofRole: role), scope, role: role))
  }

  /// A binding of a role that the input lacks: it may be given another subject all the same.
  private static func unknownRole(
    of binding: BoundRole, _ match: RouteMatch, _ checks: [RouteMatch], _ view: IdentityView
  ) -> Candidate? {
    let reference = binding.reference
    let check = checks.first {
      $0.scope.covers(binding.scope) && $0.allows(name: reference.name)
    }
    guard let check, !view.base.policy.closedWorld else { return nil }
    return Candidate(
      Self.self,
      [
        match.asked(name: binding.name, in: binding.scope),
        check.asked(name: reference.name, in: binding.scope),
      ],
      .unknown(
        .rules([.everything], binding.scope, role: nil),
        because: "\(reference.kind) '\(reference.name)' is not in the input"))
  }

  /// Bindings that are there, and may be given another subject.
  private static func changes(_ view: IdentityView) -> [Candidate] {
    let policy = view.base.policy
    let clusterRoleChecks = view.checks(bindClusterRole)
    let roleChecks = view.checks(bindRole)
    return kinds.flatMap { made, kind in
      view.matches(made.write).flatMap { match -> [Candidate] in
        let writing = BindingWriting(
          kind: kind, scope: match.scope, names: match.names, creates: false)
        let covered = Candidate(Self.self, [match.asked()], .bindings(writing))
        guard !clusterRoleChecks.isEmpty || !roleChecks.isEmpty else { return [covered] }
        return [covered]
          + view.base.bindings(kind, in: match.scope).compactMap { binding -> Candidate? in
            guard match.allows(name: binding.name) else { return nil }
            guard let role = binding.role else {
              let checks =
                binding.reference.kind == Role.Kind.clusterRole.rawValue
                ? clusterRoleChecks : roleChecks
              return unknownRole(of: binding, match, checks, view)
            }
            let isClusterRole = policy.roles[role].kind == .clusterRole
            let check = (isClusterRole ? clusterRoleChecks : roleChecks).first { check in
              check.scope.covers(binding.scope) && check.allows(name: policy.roles[role].name)
            }
            guard let check else { return nil }
            let asked = match.asked(name: binding.name, in: binding.scope)
            return candidate(view, binding: role, in: binding.scope, [asked], check)
          }
      }
    }
  }
}
