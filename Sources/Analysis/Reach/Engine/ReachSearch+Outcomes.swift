// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC

extension ReachSearch {
  /// Takes in what a candidate yields, with a step where it is new.
  mutating func apply(_ candidate: Candidate, by identity: Int, parts: [Int] = []) {
    current = (candidate, identity)
    switch candidate.outcome {
    case .unknown(let outcome, let reason):
      guard mode.isOptimistic else { return }
      openReason = reason
      apply(Candidate(candidate.route, candidate.requests, outcome), by: identity, parts: parts)
      openReason = nil
    case .account(let account): take(account, parts: parts)
    case .accounts(let scope): takeAll(in: scope, parts: parts)
    case .users(let users):
      for user in self.users(of: users)
      where isNew(user, hasCredentials: users.hasCredentials) {
        let requests = current?.candidate.requests.map { $0.naming(user.user) }
        hold(
          user, by: addStep(.user(user.user), requests: requests, parts: parts),
          hasCredentials: users.hasCredentials)
      }
      if users.groups == nil, users.isAnybody { takeEverything(parts: parts) }
      if users.isAnyNode { takeNode(parts: parts) }
    case .requests(let users, let mode): takeRequests(of: users, mode: mode)
    case .rules(let rules, let scope, let role):
      share(rules.map { base.numbered($0).number }, scope, role: role, parts: parts)
    case .power(let rule, let scope):
      let key = ScopedRule(rule: rule, scope: scope)
      guard powerKeys.insert(key).inserted else { return }
      let step = addStep(.text(AccessPhrase(key).question), parts: parts)
      powers.append(HeldRule(rule: rule, scope: scope, source: .step(step)))
    case .everything: takeEverything(parts: parts)
    case .node: takeNode(parts: parts)
    case .part(let part):
      guard parts.isEmpty, self.parts.insert(part, step: steps.count) else { return }
      _ = addStep(.text(Self.title(of: part)))
    case .roles(let writing):
      guard !isOfNoUse(writing) else { return }
      // Whoever may write anything writes the same.
      let key = WritingKey.roles(writing, identity: writing.isUnlimited ? nil : identity)
      guard writingKeys.insert(key).inserted else { return }
      let step = addStep(.text(Self.title(of: writing)))
      if writing.isUnlimited { unlimitedWritings.append(roleWritings.count) }
      if writing.creates, !writing.isAggregated { creatingWritings.append(roleWritings.count) }
      roleWritings.append(RoleWriter(writing: writing, step: step, route: candidate.route))
    case .bindings(let writing):
      guard writing.kind == .clusterRoleBinding || !isEverythingShared(throughout: writing.scope),
        writingKeys.insert(.bindings(writing, identity: identity)).inserted
      else { return }
      bindingWritings.append(
        BindingWriter(writing: writing, step: addStep("bindings to roles that it covers")))
    case .influence(let title):
      guard !influences.contains(where: { $0.title == title }) else { return }
      influences.append((addStep(.text(title), parts: parts), title))
    }
  }

  private mutating func takeNode(parts: [Int]) {
    if node == nil { node = addStep("a node, with what runs there", parts: parts) }
  }

  private mutating func takeEverything(parts: [Int]) {
    guard everything == nil, let current else { return }
    everything = Everything(
      identity: current.identity, step: addStep("every request", parts: parts))
  }

  private mutating func take(_ user: KnownUser, parts: [Int]) {
    guard user.isServiceAccount || mode.isOptimistic, isNew(user) else { return }
    hold(user, by: addStep(.user(user.user), parts: parts))
  }

  private mutating func takeAll(in scope: Scope, parts: [Int]) {
    guard !takenAccounts.contains(.cluster), !takenAccounts.contains(scope) else { return }
    if let star = star(in: scope) {
      // Most of the others are among those that this one is known to come to.
      take([star], parts: parts)
      if let current { waiting.append((current.candidate, current.identity, parts)) }
      return
    }
    takenAccounts.insert(scope)
    take(base.accountUsers(in: scope), parts: parts)
  }

  private mutating func take(_ users: [KnownUser], parts: [Int]) {
    let requests = current?.candidate.requests ?? []
    let isPlaced = requests.contains(where: \.isForAnyNamespace)
    for user in users where isNew(user) {
      // An account in a namespace that nobody named is nobody, as far as is known.
      guard user.isServiceAccount || mode.isOptimistic else { continue }
      let place = user.namespace ?? ""
      let asked =
        isPlaced ? requests.map { $0.isForAnyNamespace ? $0.placed(in: place) : $0 } : requests
      hold(user, by: addStep(.user(user.user), requests: asked, parts: parts))
    }
  }

  /// An account of a scope that is not held and comes to much more than was found.
  private func star(in scope: Scope) -> KnownUser? {
    guard !takesAll, let star = base.finished?.star(in: scope, mode), isNew(star.user),
      star.hasEverything || star.size > 2 * max(continuedSize ?? 0, 8)
    else { return nil }
    return star.user
  }

  private mutating func takeRequests(of users: ImpersonatedUsers, mode: String) {
    let unheld = self.users(of: users).filter { place(of: $0) == nil }
    guard let current, !unheld.isEmpty else { return }
    let filter = RequestFilter(
      mode: mode, holder: current.identity, of: allRules(of: current.identity))
    guard !filter.rules.isEmpty else { return }
    for user in unheld {
      let key = FilteredIdentity(user: user.number, mode: mode, holder: current.identity)
      if let place = filtered[key] {
        guard identities[place].filter?.rules.count != filter.rules.count else { continue }
        identities[place].filter = filter
        pending.insert(place)
        continue
      }
      let step = addStep(
        "some requests as \(Self.title(of: user.user))",
        requests: current.candidate.requests.map { $0.naming(user.user) })
      hold(user, by: step, through: filter)
    }
  }

  /// Adds a part of what an identity may send.
  mutating func hold(_ user: KnownUser, by step: Int, through filter: RequestFilter) {
    let key = FilteredIdentity(user: user.number, mode: filter.mode, holder: filter.holder)
    filtered[key] = identities.count
    pending.insert(identities.count)
    lend(user.halves)
    identities.append(HeldIdentity(user, step: step, filter: filter))
  }

  /// Whether a right to write roles brings nothing that others do not: all have every rule where
  /// such roles hold, or somebody may write anything into them.
  private func isOfNoUse(_ writing: RoleWriting) -> Bool {
    if writing.kind == .role, isEverythingShared(throughout: writing.scope) { return true }
    return !writing.isUnlimited
      && unlimitedWritings.contains { roleWritings[$0].writing.isForAllRoles(of: writing) }
  }

  /// Whether all that are held have every rule in a namespace, or in all of them.
  private func isEverythingShared(throughout scope: Scope) -> Bool {
    if scope != .cluster { return everythingScopes.contains(scope) }
    return everythingScopes.count >= base.namespaces.count
      && base.namespaces.allSatisfy { everythingScopes.contains(.namespace($0)) }
  }

  /// Whether a rule is shared, in a scope or in all, or every rule there is in that scope.
  func isShared(_ key: RuleKey) -> Bool {
    sharedKeys.contains(RuleKey(rule: base.everythingNumber, scope: key.scope))
      || sharedKeys.contains(key) || sharedKeys.contains(RuleKey(rule: key.rule, scope: 0))
  }

  /// Whether the shared rules together allow what a rule does.
  mutating func isCovered(_ rule: Int, in scope: Scope) -> Bool {
    let number = base.number(of: scope)
    var covered =
      sharedCovers.removeValue(forKey: number)
      ?? CoveredRules(in: NumberedScope(scope: scope, number: number))
    covered.update(shared: shared)
    defer { sharedCovers[number] = covered }
    return covered.cover([rule], base)
  }

  /// Rules that a new binding gives to all identities that are held, and will be.
  ///
  /// - Parameters:
  ///   - rules: their numbers.
  ///   - role: that is bound; `nil` for the writer's own rules.
  ///   - written: the role that the rules are written into, and that all have already.
  mutating func share(
    _ rules: [Int], _ scope: Scope, role: Int?, writtenInto written: Int? = nil,
    parts: [Int] = []
  ) {
    let place = base.number(of: scope)
    let new = rules.filter { rule in
      let key = RuleKey(rule: rule, scope: place)
      guard !isShared(key) else { return false }
      sharedKeys.insert(key)
      return !isCovered(rule, in: scope)
    }
    let isNewRole =
      role.map { sharedRoleKeys.insert(RoleKey(role: $0, scope: place)).inserted } ?? false
    guard !new.isEmpty || isNewRole else { return }
    let title = (role ?? written).map { base.policy.roles[$0].reference.title }
    let own = openReason == nil ? "its own rules" : "a role that nobody knows"
    let words =
      written == nil
      ? "the rules of \(title ?? own)\(scope.place.map { " \($0)" } ?? "")"
      : "new rules in \(title ?? ""), which it holds"
    let step = addStep(.text(words), parts: parts)
    if let role {
      let described = WritableRole(.there(role), in: base.policy)
      writableShared.insert(described, sharedRoles.count)
      sharedRoles.append(
        SharedRole(
          described: described, role: role, home: NumberedScope(scope: scope, number: place),
          step: step))
    }
    guard !new.isEmpty else { return }
    let held = new.map { base.heldRule($0, in: scope, source: .step(step)) }
    for rule in held { shared.append(rule, scope: place) }
    let joint = held.filter { !$0.halves.isEmpty }
    sharedJoint += joint
    halves.insert(joint.placed)
    if new.contains(base.everythingNumber) { everythingScopes.insert(scope) }
    if scope == .cluster, held.contains(where: \.held.isEverything), let current {
      everything = everything ?? Everything(identity: current.identity, step: step)
    }
  }

  /// The users that may be impersonated, service accounts among them. Who has no grants of their
  /// own and no groups is of no use, but for one that stands for all of them.
  private func users(of choice: ImpersonatedUsers) -> [KnownUser] {
    // Whoever is named like a service account is asked about as one.
    let names = (choice.names ?? base.index.users + ["somebody", "system:node:some"]).filter {
      User(name: $0).serviceAccount == nil
        && (!choice.areNodes || $0.hasPrefix(NodeIdentityRoute.prefix))
    }
    let groups =
      choice.hasKnownGroups
      ? base.index.groups.filter { $0 != "system:masters" } : choice.groups ?? []
    var users = names.map { User.impersonated($0, groups: groups) }
    for account in accounts(of: choice) {
      let user = User.serviceAccount(namespace: account.namespace, name: account.name)
      users.append(user)
      if !groups.isEmpty { users.append(User.impersonated(user.name, groups: groups)) }
    }
    return users.map(base.known)
  }

  private func accounts(of choice: ImpersonatedUsers) -> [ManifestSet.ServiceAccountName] {
    choice.accounts.flatMap { choice -> [ManifestSet.ServiceAccountName] in
      let all = base.accounts(in: choice.namespace.map(Scope.namespace) ?? .cluster)
      guard let names = choice.names else { return all }
      guard let namespace = choice.namespace else {
        // Nobody need have the name: it has the groups of its namespace all the same.
        let others = base.groupedNamespaces.flatMap { namespace in
          names.map { ManifestSet.ServiceAccountName(namespace: namespace, name: $0) }
        }
        return all.filter { names.contains($0.name) } + others.filter { !all.contains($0) }
      }
      if choice.isMade, !base.groupedNamespaces.contains(namespace) { return [] }
      return names.map { ManifestSet.ServiceAccountName(namespace: namespace, name: $0) }
    }.filter { !$0.namespace.isEmpty || mode.isOptimistic }
  }

  mutating func joinParts() {
    guard parts.count > seenParts else { return }
    seenParts = parts.count
    for route in RouteRegistry.all
    where route.exists(in: base.version, gated: mode.isOptimistic)
      && !mode.without.contains(route.id)
    {
      guard mode.takes(route) else { continue }
      for found in route.joined(parts) where joined.insert(found.steps).inserted {
        let identity = steps[found.steps[found.steps.count - 1]].identity
        apply(Candidate(route, [], found.outcome), by: identity, parts: found.steps)
      }
    }
  }
}
