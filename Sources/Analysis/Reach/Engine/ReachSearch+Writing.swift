// SPDX-License-Identifier: Apache-2.0

import RBAC

extension ReachSearch {
  /// Lets identities that may write bindings give what they cover to the others that are held.
  ///
  /// What one covers it has, so this brings nothing new to one who is alone; but handlers that ask
  /// for several rights at once ask them of one identity.
  ///
  /// Source: kubernetes/kubernetes, pkg/registry/rbac/{rolebinding,clusterrolebinding}/policybased.
  mutating func shareBindings() {
    guard places.count + filtered.count > 1 else { return }
    for (writing, step) in bindingWritings {
      let identity = steps[step].identity
      let covering = coveringRules(of: identity, in: writing.scope)
      current = (
        Candidate(BindingWritingRoute.self, steps[step].requests, .bindings(writing)), identity
      )
      let canMakeRole =
        writing.rolesCreated.contains(.clusterRole)
        || writing.rolesCreated.contains(.role) && writing.scope != .cluster
      if writing.binding == nil, canMakeRole {
        let resources = covering.filter { writing.scope == .cluster || $0.nonResourceURLs.isEmpty }
        share(resources, writing.scope, role: nil, parts: [step])
        continue
      }
      for role in roles(boundBy: writing) {
        let rules = base.policy.effectiveRules(ofRole: role)
        let isKnown = sharedRoles.contains { $0.role == role && $0.scope == writing.scope }
        guard !isKnown, covering.cover(rules) else { continue }
        share(rules, writing.scope, role: role, parts: [step])
      }
    }
  }

  /// The roles that bindings of a scope may refer to.
  private func roles(boundBy writing: BindingWriting) -> [Int] {
    let policy = base.policy
    if let binding = writing.binding {
      let all = base.bindings(policy.bindings[binding].kind, in: writing.scope)
      return all.first { $0.binding == binding }?.role.map { [$0] } ?? []
    }
    return base.roles(.clusterRole, boundIn: writing.scope)
      + base.roles(.role, boundIn: writing.scope)
  }

  /// The rules that the escalation check looks at: cluster-wide ones, and those of the namespace.
  ///
  /// Source: kubernetes/kubernetes, `ConfirmNoEscalation` in pkg/registry/rbac/validation/rule.go.
  private func coveringRules(of place: Int, in scope: Scope) -> [PolicyRule] {
    let identity = identities[place]
    return (base.allRules(of: identity.user) + identity.extra + shared)
      .filter { $0.scope.covers(scope) }.map(\.rule)
  }

  /// Gives what may be written into roles to those who hold them.
  mutating func applyRoleWritings() {
    for (writing, step, route) in roleWritings {
      let writer = steps[step].identity
      let rules = writing.isUnlimited ? [.everything] : coveringRules(of: writer, in: writing.scope)
      current = (
        Candidate(route, steps[step].requests, .roles(writing)), writer
      )
      for place in identities.indices where writing.isUnlimited || place != writer {
        for (scope, title) in holdings(of: place, writtenBy: writing) {
          give(rules, in: scope, to: place, title: title, after: step)
          if everything != nil { return }
        }
      }
    }
  }

  private mutating func give(
    _ rules: [PolicyRule], in scope: Scope, to place: Int, title: String, after step: Int
  ) {
    let known = Set(identities[place].extra.filter { $0.scope == scope }.map(\.rule))
    let new = rules.filter { !known.contains($0) && (scope == .cluster || !$0.apiGroups.isEmpty) }
    guard !new.isEmpty else { return }
    let added = addStep("new rules in \(title), which it holds", parts: [step])
    identities[place].extra += new.map { HeldRule(rule: $0, scope: scope, source: .step(added)) }
    pending.insert(place)
    if scope == .cluster, new.contains(where: \.isEverything), everything == nil {
      everything = Everything(identity: place, step: added)
    }
  }

  /// Where an identity holds roles that may be written, and what they are called.
  private func holdings(of place: Int, writtenBy writing: RoleWriting) -> [(Scope, String)] {
    let policy = base.policy
    if writing.isAggregated { return aggregatedHoldings(of: place) }
    let bound = base.bindings(of: identities[place].user).compactMap { held -> (Scope, String)? in
      let binding = policy.bindings[held.binding]
      guard binding.roleRef.kind == writing.kind.rawValue,
        writing.kind == .clusterRole || writing.scope.covers(binding.scope),
        writing.names.map({ $0.contains(binding.roleRef.name) }) ?? true,
        (held.role == nil) == writing.creates
      else { return nil }
      if let role = held.role, policy.roles[role].aggregationRule != nil, !writing.isUnlimited {
        return nil
      }
      return (binding.scope, "\(binding.roleRef.kind) '\(binding.roleRef.name)'")
    }
    guard !writing.creates else { return bound }
    let given = sharedRoles.compactMap { shared -> (Scope, String)? in
      let role = policy.roles[shared.role]
      guard role.kind == writing.kind,
        writing.kind == .clusterRole || writing.scope == .namespace(role.namespace)
          || writing.scope == .cluster,
        writing.names.map({ $0.contains(role.name) }) ?? true,
        role.aggregationRule == nil || writing.isUnlimited
      else { return nil }
      return (shared.scope, role.reference.title)
    }
    return bound + given
  }

  /// Where an identity holds aggregated roles.
  private func aggregatedHoldings(of place: Int) -> [(Scope, String)] {
    let policy = base.policy
    let bound = base.bindings(of: identities[place].user).compactMap { held in
      held.role.map { (role: $0, scope: policy.bindings[held.binding].scope) }
    }
    return (bound + sharedRoles.map { ($0.role, $0.scope) }).compactMap { role, scope in
      let role = policy.roles[role]
      return role.aggregationRule == nil ? nil : (scope, role.reference.title)
    }
  }
}
