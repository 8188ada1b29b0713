// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Writes rules into roles that are held.
package struct RoleWritingRoute: Route {
  package static let id = "role-writing"
  package static let certainty = Certainty.decided
  package static let summary = "Change a role that is held, or make one that a binding waits for"
  package static let yields = "with escalate every rule; otherwise the rules that the writer covers"
  package static let why = """
    Who creates or changes a role must cover all of its rules, or have the escalate verb on it. \
    Whoever is bound to the role has the new rules at once.
    """
  package static let sources = [
    "kubernetes/kubernetes, pkg/registry/rbac/role/policybased/storage.go",
    "kubernetes/kubernetes, pkg/registry/rbac/clusterrole/policybased/storage.go",
    "kubernetes/kubernetes, pkg/registry/rbac/escalation_check.go",
  ]
  package static let flagged = [
    RouteExample(
      .everywhere(
        .may("escalate, patch", "clusterroles", of: "rbac.authorization.k8s.io", named: "agent")),
      to: "cluster-admin"),
    RouteExample(
      .inNamespace(
        "shop", .may("escalate, update", "roles", of: "rbac.authorization.k8s.io", named: "agent")),
      to: "delete:apps/deployments@shop"),
  ]
  package static let nearMisses = [
    RouteExample(
      .everywhere(.may("patch", "clusterroles", of: "rbac.authorization.k8s.io", named: "agent")),
      to: "cluster-admin"),
    RouteExample(
      .everywhere(
        .may("escalate, patch", "clusterroles", of: "rbac.authorization.k8s.io", named: "view")),
      to: "cluster-admin"),
    RouteExample(
      .inNamespace(
        "agents", .may("escalate, update", "roles", of: "rbac.authorization.k8s.io", named: "agent")
      ), to: "delete:apps/deployments@shop"),
  ]
  private static let group = BindingWritingRoute.group
  private static let kinds = [
    WrittenKind(.clusterRole, "clusterroles", isNamespaced: false),
    WrittenKind(.role, "roles", isNamespaced: true),
  ]
  package static let joint: JointHalves = [.roleWritten, .escalate, .namedCreate, .namedWrite]
  package static let requests = kinds.flatMap {
    [$0.made.create, $0.made.write, $0.escalate, $0.made.delete]
  }

  /// A ClusterRole and a Role.
  static let madeRoles = kinds.map(\.made)

  /// A kind of roles, and the requests that write it.
  private struct WrittenKind {
    let kind: Role.Kind
    let made: MadeObject
    let escalate: RouteRequest

    init(_ kind: Role.Kind, _ resource: String, isNamespaced: Bool) {
      self.kind = kind
      made = MadeObject(resource, in: group, isNamespaced: isNamespaced, updates: true)
      escalate = RouteRequest(["escalate"], group, resource, isNamespaced: isNamespaced)
    }
  }

  package static func candidates(for view: IdentityView) -> [Candidate] {
    writings(view).map { Candidate(Self.self, $0.requests, .roles($0.writing)) }
  }

  /// The roles that may be written, with what allows it.
  static func writings(
    _ view: IdentityView
  ) -> [(writing: RoleWriting, requests: [ReachRequest])] {
    kinds.flatMap { written in
      let escalations = view.checks(written.escalate)
      let made = view.creations(of: written.made)
      let creations = made.map { (creates: true, $0.scope, $0.names, $0.requests) }
      let changes = view.matches(written.made.write).map {
        (creates: false, $0.scope, $0.names, [$0.asked()])
      }
      return (creations + changes).flatMap { creates, scope, names, requests in
        let plain = RoleWriting(
          kind: written.kind, scope: scope, names: names, creates: creates, isUnlimited: false)
        let unlimited = escalations.compactMap {
          Self.unlimited(plain, requests, $0)
        }
        return unlimited + [(plain, requests)]
      } + replacements(written, made, escalations, view)
    }
  }

  /// Roles that may be deleted and made again with any rules: those who have them keep them.
  private static func replacements(
    _ written: WrittenKind, _ made: [IdentityView.Creation], _ escalations: [RouteMatch],
    _ view: IdentityView
  ) -> [(writing: RoleWriting, requests: [ReachRequest])] {
    guard !made.isEmpty, !escalations.isEmpty else { return [] }
    return view.matches(written.made.delete).flatMap { deletion in
      made.flatMap { creation -> [(writing: RoleWriting, requests: [ReachRequest])] in
        guard let scope = creation.scope.meet(deletion.scope) else { return [] }
        let names = creation.names.map { $0.filter(deletion.allows) } ?? deletion.names
        guard names?.isEmpty != true else { return [] }
        let plain = RoleWriting(
          kind: written.kind, scope: scope, names: names, creates: false, isUnlimited: false)
        let requests = [deletion.asked(name: names?.first, in: scope)] + creation.requests
        return escalations.compactMap { escalation in
          // A plain create tells the check no name.
          if creation.names == nil {
            guard escalation.allows(name: "") else { return nil }
            return unlimited(plain, requests, escalation.withoutNames)
          }
          return unlimited(plain, requests, escalation)
        }
      }
    }
  }

  private static func unlimited(
    _ plain: RoleWriting, _ requests: [ReachRequest], _ escalation: RouteMatch
  ) -> (writing: RoleWriting, requests: [ReachRequest])? {
    guard let scope = plain.scope.meet(escalation.scope) else { return nil }
    // A plain create tells the check no name.
    if plain.creates, plain.names == nil, !escalation.allows(name: "") { return nil }
    var writing = plain
    writing.scope = scope
    writing.isUnlimited = true
    if let allowed = escalation.names {
      writing.names = plain.names.map { $0.filter(allowed.contains) } ?? allowed
      // A creation that has no name is allowed by an empty one, for whatever the object is called.
      if plain.creates, plain.names == nil { writing.names = nil }
      if writing.names?.isEmpty == true { return nil }
    }
    return (writing, requests + [escalation.asked(name: writing.names?.first, in: scope)])
  }
}
