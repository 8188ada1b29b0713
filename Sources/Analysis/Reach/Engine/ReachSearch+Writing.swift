// SPDX-License-Identifier: Apache-2.0

import RBAC

extension ReachSearch {
  /// A rule that an identity was given by a change of a role that it holds.
  struct Given: Hashable {
    var place: Int
    var key: RuleKey
  }

  /// A right to write bindings, the step that brought it, and what it was last looked at with:
  /// nothing new comes of it while that is the same.
  struct BindingWriter {
    let writing: BindingWriting
    let step: Int
    /// How many rights to write roles there were, without limits and to make some.
    var seenUnlimited = 0
    var seenCreating = 0
    /// Where it may make bindings, how many rules the writer has been given, and the version of
    /// what is active.
    var own: (rules: Int, version: Int)?
    /// Where it may change those of the input, what it has in each place of their roles.
    var places: [Known] = []

    struct Known: Equatable {
      /// How many rules the writer has been given.
      var rules = -1
      var active: JointHalves = []
    }
  }

  /// A right to write roles or bindings, and who has it.
  enum WritingKey: Hashable {
    case roles(RoleWriting, identity: Int?)
    case bindings(BindingWriting, identity: Int)
  }

  /// Lets identities that may write bindings give what they have to the others that are held.
  ///
  /// What one covers it has, so this brings nothing new to one who is alone; but handlers that ask
  /// for two rights ask them of one identity. A role that is covered and held by nobody brings
  /// nothing that the roles do not which its rules are covered by.
  ///
  /// Source: kubernetes/kubernetes, pkg/registry/rbac/{rolebinding,clusterrolebinding}/policybased.
  mutating func shareBindings() {
    for number in bindingWritings.indices {
      guard everything == nil else { return }
      let (writing, step) = (bindingWritings[number].writing, bindingWritings[number].step)
      current = (
        Candidate(BindingWritingRoute.self, steps[step].requests, .bindings(writing)),
        steps[step].identity
      )
      // A role that nobody made before may be made now.
      let isSame = bindingWritings[number].seenCreating == creatingWritings.count
      let seen = isSame ? bindingWritings[number].seenUnlimited : 0
      bindingWritings[number].seenUnlimited = unlimitedWritings.count
      bindingWritings[number].seenCreating = creatingWritings.count
      bindEmptied(writing, unlimitedWritings[seen...])
      guard identities.count > 1, !halves.active.isEmpty else { continue }
      if writing.creates { shareOwnRules(by: number) } else { shareBoundRoles(by: number) }
    }
  }

  /// Gives all rules of the writer that are half of something, as its roles have them.
  private mutating func shareOwnRules(by number: Int) {
    let identity = identities[steps[bindingWritings[number].step].identity]
    let known = (rules: identity.extra.count, version: halves.version)
    if let seen = bindingWritings[number].own, seen == known { return }
    bindingWritings[number].own = known
    let own = base.jointRules(of: identity.known).rules + identity.extraJoint
    let scopes = base.scopes(of: bindingWritings[number].writing).map(base.numbered)
    for rule in own {
      let role = role(behind: rule.held)
      for scope in scopes
      where rule.held.scope.covers(scope.scope)
        && !rule.halves.isDisjoint(with: halves.active(in: scope.number))
      {
        let isKnown =
          role.map { sharedRoleKeys.contains(RoleKey(role: $0, scope: scope.number)) } ?? true
        guard !isKnown || !isShared(RuleKey(rule: rule.number, scope: scope.number)) else {
          continue
        }
        share([rule.number], scope.scope, role: role)
      }
    }
  }

  /// The role that a binding of the input gives a rule by.
  private func role(behind held: HeldRule) -> Int? {
    if case .grant(let grant) = held.source { grant.role } else { nil }
  }

  /// Adds subjects to bindings whose roles the writer covers.
  private mutating func shareBoundRoles(by number: Int) {
    let writing = bindingWritings[number].writing
    let identity = steps[bindingWritings[number].step].identity
    let places = base.jointRoles(writing.kind, in: writing.scope)
    if bindingWritings[number].places.isEmpty {
      bindingWritings[number].places = Array(
        repeating: BindingWriter.Known(), count: places.count)
    }
    for (index, place) in places.enumerated() where everything == nil {
      let active = halves.active(in: place.home.number)
      let known = BindingWriter.Known(
        rules: identities[identity].extra.count + shared.count(in: place.home.number),
        active: active)
      let seen = bindingWritings[number].places[index]
      guard !active.isEmpty, seen != known else { continue }
      bindingWritings[number].places[index] = known
      // With the same rules the writer covers no more of what mattered before.
      let refused = seen.rules == known.rules ? seen.active : []
      var key: CoverKey?
      for bound in place.roles
      where !bound.halves.isDisjoint(with: active) && bound.halves.isDisjoint(with: refused) {
        let home = place.home.number
        guard !sharedRoleKeys.contains(RoleKey(role: bound.role, scope: home)),
          writing.names.map({ !bound.bindings.isDisjoint(with: $0) }) ?? true,
          !bound.rules.allSatisfy({ isShared(RuleKey(rule: $0, scope: home)) })
        else { continue }
        let found = key ?? covered(by: identity, in: place.home)
        key = found
        guard keeps(bound.rules, found) else { continue }
        share(bound.rules, place.home.scope, role: bound.role)
        // What is shared is covered from now on.
        key = nil
      }
    }
  }

  /// A role that may be changed to anything can be emptied first, or made without rules: then
  /// whoever may bind it covers it, and it is filled when it is bound.
  ///
  /// - Parameter unlimited: the rights to change roles that were not looked at.
  private mutating func bindEmptied(_ writing: BindingWriting, _ unlimited: ArraySlice<Int>) {
    for number in unlimited {
      let (role, roleStep) = (roleWritings[number].writing, roleWritings[number].step)
      guard !role.isAggregated || fillsOwn(role) else { continue }
      // A role that is made full must be bound by the verb.
      let isFull = role.creates && !role.isAggregated
      guard !isFull || writing.bound?.allows(role) == true else { continue }
      if writing.creates {
        for scope in base.scopes(of: writing)
        where role.kind == .clusterRole || scope != .cluster && role.scope.covers(scope) {
          guard !isEverythingShared(in: scope),
            !isFull || isFree(role, toBind: writing.bound, in: scope)
          else { continue }
          let isThere = role.creates || mayBeThere(role, in: scope)
          let maker = isThere ? nil : maker(of: role.kind, role.names, in: scope)
          guard isThere || maker != nil else { continue }
          if let whole = coveredRole(of: role, in: scope, by: writing) {
            share(base.numbers(ofRole: whole), scope, role: whole)
          } else {
            share(
              [base.everythingNumber], scope, role: nil,
              parts: [maker, roleStep].compactMap(\.self))
          }
        }
        continue
      }
      for binding in base.bindings(writing.kind, in: writing.scope) {
        let scope = binding.scope
        guard writing.names?.contains(binding.name) ?? true,
          role.kind == .clusterRole || role.scope.covers(scope),
          !isEverythingShared(in: scope), !role.creates || binding.role == nil
        else { continue }
        let reference = binding.reference
        guard reference.kind == role.kind.rawValue, role.names?.contains(reference.name) ?? true
        else { continue }
        let isThere = binding.role != nil || role.creates || mode.isOptimistic
        let maker = isThere ? nil : maker(of: role.kind, [reference.name], in: scope)
        guard isThere || maker != nil else { continue }
        share(
          [base.everythingNumber], scope, role: nil, parts: [maker, roleStep].compactMap(\.self))
      }
    }
  }

  /// Whether a role can be made that may be bound: one that is there cannot be made again.
  private func isFree(
    _ role: RoleWriting, toBind bound: BindingWriting.BoundNames?, in scope: Scope
  ) -> Bool {
    guard let names = bound?.names ?? role.names else { return true }
    let taken = base.roles(role.kind, boundIn: scope).map { base.policy.roles[$0].name }
    return names.contains { (role.names?.contains($0) ?? true) && !taken.contains($0) }
  }

  /// Whether an aggregated role that takes nothing in yet can be made, and later another one for it
  /// to take in: whoever binds it covers it until then.
  private func fillsOwn(_ role: RoleWriting) -> Bool {
    guard role.creates else { return false }
    guard let names = role.names else { return true }
    let free = Set(names).subtracting(base.clusterRoles.map { base.policy.roles[$0].name })
    // One that is there may be labelled instead of made.
    return free.count > 1 || !free.isEmpty && names.count > 1
  }

  /// The step that brought a right to make a role, with no more than what its holder covers.
  ///
  /// - Parameters:
  ///   - names: of which the role has one; `nil` for any.
  ///   - scope: where it is to be bound.
  func maker(of kind: Role.Kind, _ names: [String]?, in scope: Scope) -> Int? {
    creatingWritings.first { number in
      let writing = roleWritings[number].writing
      guard writing.kind == kind, kind == .clusterRole || writing.scope.covers(scope) else {
        return false
      }
      guard let names, let others = writing.names else { return true }
      return names.contains(where: others.contains)
    }.map { roleWritings[$0].step }
  }

  private func isEverythingShared(in scope: Scope) -> Bool {
    isShared(RuleKey(rule: base.everythingNumber, scope: base.number(of: scope)))
  }

  /// A role that may be written and is covered as it is, so that it need not be emptied.
  private mutating func coveredRole(
    of role: RoleWriting, in scope: Scope, by writing: BindingWriting
  ) -> Int? {
    guard !role.creates, writing.bound == nil, let current else { return nil }
    let key = covered(by: current.identity, in: base.numbered(scope))
    for number in changeable(role, in: scope) where keeps(base.numbers(ofRole: number), key) {
      return number
    }
    return nil
  }

  /// Whether there is a role to change; where the input is not all there is, there may be one.
  func mayBeThere(_ role: RoleWriting, in scope: Scope) -> Bool {
    mode.isOptimistic && !base.policy.closedWorld || !changeable(role, in: scope).isEmpty
  }

  /// The roles that a binding of a scope may refer to and that a right to change is for.
  private func changeable(_ role: RoleWriting, in scope: Scope) -> [Int] {
    base.roles(role.kind, boundIn: scope).filter {
      role.names?.contains(base.policy.roles[$0].name) ?? true
    }
  }
}
