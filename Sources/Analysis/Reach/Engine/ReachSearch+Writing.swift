// SPDX-License-Identifier: Apache-2.0

import RBAC

extension ReachSearch {
  /// Lets identities that may write bindings give what they have to the others that are held.
  ///
  /// What one covers it has, so this brings nothing new to one who is alone; but handlers that ask
  /// for two rights ask them of one identity. A role that is covered and held by nobody brings
  /// nothing that the roles do not which its rules are covered by.
  ///
  /// Source: kubernetes/kubernetes, pkg/registry/rbac/{rolebinding,clusterrolebinding}/policybased.
  mutating func shareBindings() {
    let active = halves.complete
    for number in bindingWritings.indices {
      guard everything == nil else { return }
      let (writing, step) = bindingWritings[number]
      let writer = identities[steps[step].identity]
      let state = WritingState(
        rules: writer.extra.count + (writing.creates ? 0 : shared.count),
        others: roleWritings.count, active: identities.count > 1 ? active : [])
      guard bindingStates[number] != state else { continue }
      bindingStates[number] = state
      current = (
        Candidate(BindingWritingRoute.self, steps[step].requests, .bindings(writing)),
        steps[step].identity
      )
      bindEmptied(writing)
      guard identities.count > 1, !active.isEmpty else { continue }
      if writing.creates {
        shareOwnRules(by: writing, step, active)
      } else {
        shareBoundRoles(by: writing, step, active)
      }
    }
  }

  /// Gives all rules of the writer that are half of something, as its roles have them.
  private mutating func shareOwnRules(
    by writing: BindingWriting, _ step: Int, _ active: JointHalves
  ) {
    let identity = identities[steps[step].identity]
    let own = identity.known.relevantRules + identity.extra
    for held in own where !JointHalves(of: held.rule).isDisjoint(with: active) {
      for scope in scopes(of: writing) where held.scope.covers(scope) {
        share([held.rule], scope, role: role(behind: held), parts: [])
      }
    }
  }

  /// The role that a binding of the input gives a rule by.
  private func role(behind held: HeldRule) -> Int? {
    if case .grant(let grant) = held.source { grant.role } else { nil }
  }

  /// Adds subjects to bindings whose roles the writer covers.
  private mutating func shareBoundRoles(
    by writing: BindingWriting, _ step: Int, _ active: JointHalves
  ) {
    let identity = steps[step].identity
    var known: [Scope: [PolicyRule]] = [:]
    for (binding, role) in base.bindings(writing.kind, in: writing.scope) {
      guard let role, writing.names?.contains(base.policy.bindings[binding].name) ?? true
      else { continue }
      guard !base.halves(ofRole: role).isDisjoint(with: active) else { continue }
      let rules = base.policy.effectiveRules(ofRole: role)
      let scope = base.policy.bindings[binding].scope
      let isKnown = rules.allSatisfy { sharedKeys.contains(ScopedRule(rule: $0, scope: scope)) }
      guard !isKnown else { continue }
      let covering =
        known[scope] ?? coveringRules(of: identity, in: scope)
      known[scope] = covering
      guard covering.cover(rules) else { continue }
      share(rules, scope, role: role, parts: [])
    }
  }

  /// A role that may be changed to anything can be emptied first: then whoever may bind it covers
  /// it, and it is filled when it is bound.
  private mutating func bindEmptied(_ writing: BindingWriting) {
    for number in roleWritings.indices {
      let (role, roleStep, _) = roleWritings[number]
      guard role.isUnlimited, !role.isAggregated else { continue }
      // A role that is made full must be bound by the verb.
      guard !role.creates || writing.bound?.allows(role) == true else { continue }
      if writing.creates {
        for scope in scopes(of: writing)
        where role.kind == .clusterRole || scope != .cluster && role.scope.covers(scope) {
          if let whole = coveredRole(of: role, in: scope, by: writing) {
            share(base.policy.effectiveRules(ofRole: whole), scope, role: whole, parts: [])
          } else {
            share([.everything], scope, role: nil, parts: [roleStep])
          }
        }
        continue
      }
      for (binding, _) in base.bindings(writing.kind, in: writing.scope) {
        let found = base.policy.bindings[binding]
        guard writing.names?.contains(found.name) ?? true,
          found.roleRef.kind == role.kind.rawValue,
          role.kind == .clusterRole || role.scope.covers(found.scope),
          role.names?.contains(found.roleRef.name) ?? true
        else { continue }
        share([.everything], found.scope, role: nil, parts: [roleStep])
      }
    }
  }

  /// A role that may be written and is covered as it is, so that it need not be emptied.
  private func coveredRole(
    of role: RoleWriting, in scope: Scope, by writing: BindingWriting
  ) -> Int? {
    guard !role.creates, writing.bound == nil, let current else { return nil }
    let covering = coveringRules(of: current.identity, in: scope)
    return base.roles(role.kind, boundIn: scope).first { number in
      (role.names?.contains(base.policy.roles[number].name) ?? true)
        && covering.cover(base.policy.effectiveRules(ofRole: number))
    }
  }

  /// Where bindings that may be made hold.
  private func scopes(of writing: BindingWriting) -> [Scope] {
    guard writing.kind == .roleBinding, writing.scope == .cluster else { return [writing.scope] }
    return base.namespaces.map(Scope.namespace)
  }

  /// The rules that the escalation check looks at: cluster-wide ones, and those of the namespace.
  ///
  /// Source: kubernetes/kubernetes, `ConfirmNoEscalation` in pkg/registry/rbac/validation/rule.go.
  private func coveringRules(of place: Int, in scope: Scope) -> [PolicyRule] {
    let identity = identities[place]
    return (base.allRules(of: identity.known) + identity.extra + shared)
      .filter { $0.scope.covers(scope) }.map(\.rule)
  }

  /// Gives what may be written into roles to those who hold them.
  mutating func applyRoleWritings() {
    let active = halves.complete
    for (number, (writing, step, route)) in roleWritings.enumerated() {
      let own = steps[step].identity
      let state = WritingState(
        rules: writing.isUnlimited
          ? sharedRoles.count : identities[own].extra.count + shared.count,
        others: identities.count, active: writing.isUnlimited ? [] : active)
      guard roleStates[number] != state else { continue }
      roleStates[number] = state
      guard writing.isUnlimited || !active.isEmpty && identities.count > 1 else { continue }
      current = (
        Candidate(route, steps[step].requests, .roles(writing)), own
      )
      let writer = RoleWriter(place: own, active: active)
      guard writing.isUnlimited || !writing.isAggregated || canFeed(writing, writer) else {
        continue
      }
      for place in identities.indices where writing.isUnlimited || place != writer.place {
        for holding in holdings(of: place, writtenBy: writing)
        where writing.isUnlimited || writing.isAggregated || keeps(holding, writer) {
          // A Role is written where it is, and a ClusterRole for the whole cluster.
          let home: Scope = writing.kind == .role ? holding.scope : .cluster
          let rules = writing.isUnlimited ? [.everything] : self.rules(of: writer, in: home).given
          give(rules, in: holding.scope, to: place, title: holding.title)
          if everything != nil { return }
        }
      }
    }
  }

  /// Who may write what it covers, with what that is by the place of the role.
  private final class RoleWriter {
    let place: Int
    let active: JointHalves
    /// All that it covers, and what of it matters to others.
    var rules: [Scope: (all: [PolicyRule], given: [PolicyRule])] = [:]
    /// Whether it covers what a role has.
    var covered: [Int: Bool] = [:]

    init(place: Int, active: JointHalves) {
      self.place = place
      self.active = active
    }
  }

  /// A role that an identity has.
  private struct Holding {
    /// Where the identity has it.
    var scope: Scope
    var title: String
    /// Its place in the policy; `nil` for one that is not there.
    var role: Int?
  }

  private func rules(
    of writer: RoleWriter, in home: Scope
  ) -> (all: [PolicyRule], given: [PolicyRule]) {
    if let known = writer.rules[home] { return known }
    let all = coveringRules(of: writer.place, in: home)
    let found = (all, all.filter { !JointHalves(of: $0).isDisjoint(with: writer.active) })
    writer.rules[home] = found
    return found
  }

  /// Whether a writer covers what a role has: the server asks for all rules of what is written, so
  /// that others could only be written away.
  private func keeps(_ holding: Holding, _ writer: RoleWriter) -> Bool {
    holding.role.map { keeps(role: $0, writer) } ?? true
  }

  private func keeps(role: Int, _ writer: RoleWriter) -> Bool {
    if let known = writer.covered[role] { return known }
    let covering = rules(of: writer, in: base.policy.roles[role].scope).all
    let found = covering.cover(base.policy.effectiveRules(ofRole: role))
    writer.covered[role] = found
    return found
  }

  /// Whether some ClusterRole may be written that a controller then takes in.
  private func canFeed(_ writing: RoleWriting, _ writer: RoleWriter) -> Bool {
    writing.creates
      || base.clusterRoles.contains { role in
        (writing.names?.contains(base.policy.roles[role].name) ?? true) && keeps(role: role, writer)
      }
  }

  private mutating func give(
    _ rules: [PolicyRule], in scope: Scope, to place: Int, title: String
  ) {
    let new = rules.filter { rule in
      (scope == .cluster || !rule.apiGroups.isEmpty)
        && !sharedKeys.contains(ScopedRule(rule: rule, scope: scope))
        && !sharedKeys.contains(ScopedRule(rule: rule, scope: .cluster))
        && given.insert(Given(place: place, rule: ScopedRule(rule: rule, scope: scope))).inserted
    }
    guard !new.isEmpty else { return }
    let added = addStep("new rules in \(title), which it holds")
    for rule in new { halves.formUnion(JointHalves(of: rule)) }
    identities[place].extra += new.map { HeldRule(rule: $0, scope: scope, source: .step(added)) }
    pending.insert(place)
    if scope == .cluster, new.contains(where: \.isEverything), everything == nil {
      everything = Everything(identity: place, step: added)
    }
  }

  /// Where an identity holds roles that may be written, and what they are called.
  private func holdings(of place: Int, writtenBy writing: RoleWriting) -> [Holding] {
    let policy = base.policy
    if writing.isAggregated { return aggregatedHoldings(of: place) }
    let bound = identities[place].known.bindings.compactMap { held -> Holding? in
      let binding = policy.bindings[held.binding]
      guard binding.roleRef.kind == writing.kind.rawValue,
        writing.kind == .clusterRole || writing.scope.covers(binding.scope),
        writing.names.map({ $0.contains(binding.roleRef.name) }) ?? true,
        (held.role == nil) == writing.creates
      else { return nil }
      if let role = held.role, policy.roles[role].aggregationRule != nil, !writing.isUnlimited {
        return nil
      }
      return Holding(
        scope: binding.scope, title: "\(binding.roleRef.kind) '\(binding.roleRef.name)'",
        role: held.role)
    }
    guard !writing.creates else { return bound }
    let given = sharedRoles.compactMap { shared -> Holding? in
      let role = policy.roles[shared.role]
      guard role.kind == writing.kind,
        writing.kind == .clusterRole || writing.scope == .namespace(role.namespace)
          || writing.scope == .cluster,
        writing.names.map({ $0.contains(role.name) }) ?? true,
        role.aggregationRule == nil || writing.isUnlimited
      else { return nil }
      return Holding(scope: shared.scope, title: role.reference.title, role: shared.role)
    }
    return bound + given
  }

  /// Where an identity holds aggregated roles.
  private func aggregatedHoldings(of place: Int) -> [Holding] {
    let policy = base.policy
    let bound = identities[place].known.bindings.compactMap { held in
      held.role.map { (role: $0, scope: policy.bindings[held.binding].scope) }
    }
    return (bound + sharedRoles.map { ($0.role, $0.scope) }).compactMap { number, scope in
      let role = policy.roles[number]
      return role.aggregationRule == nil
        ? nil : Holding(scope: scope, title: role.reference.title, role: number)
    }
  }
}
