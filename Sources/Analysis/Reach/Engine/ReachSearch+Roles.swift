// SPDX-License-Identifier: Apache-2.0

import RBAC

extension ReachSearch {
  /// Gives what may be written into roles to those who hold them.
  ///
  /// Source: kubernetes/kubernetes, pkg/registry/rbac/{role,clusterrole}/policybased.
  mutating func applyRoleWritings() {
    guard !roleWritings.isEmpty else { return }
    addChannels()
    for number in roleWritings.indices where everything == nil {
      findRoles(of: number)
      if roleWritings[number].writing.isUnlimited {
        fill(by: number)
      } else if !halves.active.isEmpty, identities.count > 1 {
        write(by: number)
      }
    }
    for channel in channels.indices where everything == nil { deliver(channel) }
    // What is bound to all comes last: somebody may have it by a shorter way.
    for number in roleWritings.indices where everything == nil {
      let writer = roleWritings[number]
      current = (
        Candidate(writer.route, steps[writer.step].requests, .roles(writer.writing)),
        steps[writer.step].identity
      )
      writeShared(by: number)
    }
  }

  /// Notes which roles those have who were not looked at.
  private mutating func addChannels() {
    let policy = base.policy
    for place in seenHolders..<identities.count {
      for held in identities[place].known.bindings {
        let binding = policy.bindings[held.binding]
        guard let kind = Role.Kind(rawValue: binding.roleRef.kind) else { continue }
        let target: WritableRole.Target =
          if let role = held.role {
            .there(role)
          } else {
            .missing(
              kind, name: binding.roleRef.name, kind == .clusterRole ? .cluster : binding.scope)
          }
        let number = channelNumbers[target] ?? channels.count
        if number == channels.count {
          let role = WritableRole(target, in: policy)
          channels.append(RoleChannel(role, home: base.numbered(role.home)))
          channelNumbers[target] = number
          writableChannels.insert(role, number)
        }
        channels[number].holders.append(
          RoleChannel.Holder(place: place, home: base.numbered(binding.scope)))
      }
    }
    seenHolders = identities.count
  }

  /// Finds roles that may be written, among those that were not looked at.
  private mutating func findRoles(of number: Int) {
    let writing = roleWritings[number].writing
    // A controller takes in what is there, or what somebody makes first.
    let needsFeeder =
      writing.isAggregated && !writing.creates && !mayBeThere(writing, in: .cluster)
    findMade(by: number, needsFeeder: needsFeeder)
    if !needsFeeder {
      let seen = roleWritings[number].seenChannels
      for channel in writableChannels.numbers(from: seen, for: writing)
      where channels[channel].role.isWritten(by: writing) {
        roleWritings[number].channels.append(RoleWriter.Written(number: channel))
      }
    }
    roleWritings[number].seenChannels = channels.count
    if needsFeeder {
      guard writing.isUnlimited, let maker = maker(of: .clusterRole, writing.names, in: .cluster)
      else { return }
      roleWritings[number].feeder = maker
    }
    let seenRoles = roleWritings[number].seenRoles
    for shared in writableShared.numbers(from: seenRoles, for: writing)
    where sharedRoles[shared].described.isWritten(by: writing) {
      roleWritings[number].roles.append(RoleWriter.Written(number: shared))
    }
    roleWritings[number].seenRoles = sharedRoles.count
  }

  /// Finds roles that are not there, and that somebody may make for a right to change them.
  ///
  /// - Parameter needsFeeder: whether it writes by a controller that has nothing to take in yet.
  private mutating func findMade(by number: Int, needsFeeder: Bool) {
    let writer = roleWritings[number]
    guard writer.writing.isUnlimited, !writer.writing.creates, !creatingWritings.isEmpty else {
      return
    }
    let isFed = writer.writing.isAggregated
    if isFed, !needsFeeder { return }
    let start = writer.seenMakers == creatingWritings.count ? writer.seenChannels : 0
    roleWritings[number].seenMakers = creatingWritings.count
    var made = writer.writing
    made.creates = true
    for channel in writableChannels.numbers(from: start, for: made)
    where channels[channel].unlimited == nil && channels[channel].role.isWritten(by: made) {
      let role = channels[channel].role
      let names = isFed ? writer.writing.names : [role.name]
      guard let maker = maker(of: role.kind, names, in: role.home) else { continue }
      channels[channel].maker = maker
      roleWritings[number].channels.append(RoleWriter.Written(number: channel))
    }
  }

  /// Writes everything into the roles of an unlimited right.
  private mutating func fill(by number: Int) {
    for found in roleWritings[number].channels
    where channels[found.number].unlimited == nil
      && mayMake(channels[found.number].role, by: roleWritings[number])
    {
      channels[found.number].unlimited = number
    }
    roleWritings[number].channels = []
  }

  /// Writes into roles that a binding gives to all who are held.
  private mutating func writeShared(by number: Int) {
    let writing = roleWritings[number].writing
    if writing.isUnlimited {
      for found in roleWritings[number].roles where everything == nil {
        let shared = sharedRoles[found.number]
        share(
          [base.everythingNumber], shared.scope, role: nil, writtenInto: shared.role,
          parts: [roleWritings[number].feeder, shared.step].compactMap(\.self))
      }
      roleWritings[number].roles = []
      return
    }
    guard !halves.active.isEmpty, identities.count > 1 else { return }
    for index in roleWritings[number].roles.indices where everything == nil {
      let shared = sharedRoles[roleWritings[number].roles[index].number]
      var written = roleWritings[number].roles[index]
      let new = unwritten(
        by: number, shared.described.target,
        in: writing.kind == .role ? shared.home : .cluster, &written)
      roleWritings[number].roles[index] = written
      for rule in new {
        share(
          [rule.number], shared.scope, role: nil, writtenInto: shared.role,
          parts: [shared.step])
      }
    }
  }

  /// Writes what an identity covers into the roles that it may write and covers.
  private mutating func write(by number: Int) {
    let place = steps[roleWritings[number].step].identity
    for index in roleWritings[number].channels.indices {
      let channel = roleWritings[number].channels[index].number
      // What nobody else has need not be written.
      guard channels[channel].holders.contains(where: { $0.place != place }),
        mayMake(channels[channel].role, by: roleWritings[number])
      else { continue }
      let role = channels[channel].role
      var written = roleWritings[number].channels[index]
      let new = unwritten(by: number, role.target, in: channels[channel].home, &written)
      roleWritings[number].channels[index] = written
      for rule in new { channels[channel].write(rule, by: number) }
    }
  }

  /// What a writer covers where a role is and may write into it, after what it has written.
  private mutating func unwritten(
    by number: Int, _ target: WritableRole.Target, in home: NumberedScope,
    _ written: inout RoleWriter.Written
  ) -> ArraySlice<JointRule> {
    let active = halves.active(in: home.number)
    if written.active != active {
      // Channels leave out what they know already.
      written.active = active
      written.count = 0
    }
    guard !active.isEmpty else { return [] }
    let key = covered(by: steps[roleWritings[number].step].identity, in: home)
    guard let given = coveredRules[key]?.given, written.count < given.count,
      mayWrite(number, target, key)
    else { return [] }
    defer { written.count = given.count }
    return given[written.count...]
  }

  /// What an identity covers in a place, up to date.
  mutating func covered(by place: Int, in home: NumberedScope) -> CoverKey {
    let key = CoverKey(place: place, scope: home.number)
    var rules =
      coveredRules.removeValue(forKey: key)
      ?? CoveredRules(of: identities[place].known, in: home, base)
    rules.update(
      identities[place], shared: shared, active: halves.active(in: home.number), base)
    coveredRules[key] = rules
    return key
  }

  /// Whether a writer covers what a role has: the server asks for all rules of what is written, so
  /// that others could only be written away. A controller takes in any ClusterRole that is covered.
  private mutating func mayWrite(
    _ number: Int, _ target: WritableRole.Target, _ key: CoverKey
  ) -> Bool {
    guard roleWritings[number].writing.isAggregated else {
      if case .there(let role) = target { return keeps(base.numbers(ofRole: role), key) }
      return true
    }
    if roleWritings[number].feeds { return true }
    let writing = roleWritings[number].writing
    var feeds = writing.creates
    for role in base.clusterRoles where !feeds {
      feeds =
        (writing.names?.contains(base.policy.roles[role].name) ?? true)
        && keeps(base.numbers(ofRole: role), key)
    }
    roleWritings[number].feeds = feeds
    return feeds
  }

  /// Whether rules are covered, by their numbers.
  mutating func keeps(_ rules: [Int], _ key: CoverKey) -> Bool {
    coveredRules[key]?.cover(rules, base) ?? false
  }

  /// Gives those who have a role what was written into it since they were last looked at.
  private mutating func deliver(_ number: Int) {
    if let writer = channels[number].unlimited {
      let rule = RoleChannel.Written(
        rule: .everything, number: base.everythingNumber, writing: writer)
      for holder in channels[number].holders where everything == nil {
        give(
          [rule], to: holder, of: channels[number].role, after: channels[number].maker)
      }
      channels[number].holders = []
      return
    }
    let written = channels[number].written
    guard !written.isEmpty else { return }
    for index in channels[number].holders.indices where everything == nil {
      let holder = channels[number].holders[index]
      var start = holder.seen
      while start < written.count {
        var end = start + 1
        while end < written.count, written[end].writing == written[start].writing { end += 1 }
        give(Array(written[start..<end]), to: holder, of: channels[number].role)
        start = end
      }
      channels[number].holders[index].seen = written.count
    }
  }

  /// - Parameters:
  ///   - rules: that one right to write has written.
  ///   - maker: the step by which the role is made first.
  private mutating func give(
    _ rules: [RoleChannel.Written], to holder: RoleChannel.Holder, of role: WritableRole,
    after maker: Int? = nil
  ) {
    let writer = roleWritings[rules[0].writing]
    let own = base.jointRules(of: identities[holder.place].known).keys
    let isWriter =
      !writer.writing.isUnlimited && steps[writer.step].identity == holder.place
    guard !isWriter else { return }
    let new = rules.filter { written in
      let key = RuleKey(rule: written.number, scope: holder.home.number)
      return (holder.home.scope == .cluster || !written.rule.apiGroups.isEmpty)
        && !isShared(key) && !own.contains(key)
        && !own.contains(RuleKey(rule: written.number, scope: 0))
        && given.insert(Given(place: holder.place, key: key)).inserted
    }
    guard !new.isEmpty else { return }
    current = (
      Candidate(writer.route, steps[writer.step].requests, .roles(writer.writing)),
      steps[writer.step].identity
    )
    let added = addStep(
      "new rules in \(role.title), which it holds", parts: [maker].compactMap(\.self))
    steps[added].making = making(of: role, by: writer)
    let held = new.map {
      base.heldRule($0.number, in: holder.home.scope, source: .step(added)).held
    }
    let gained = identities[holder.place].add(held, in: base)
    halves.insert(gained)
    if !identities[holder.place].hasCredentials { lend(gained) }
    pending.insert(holder.place)
    if holder.home.scope == .cluster, everything == nil, new.contains(where: \.rule.isEverything) {
      everything = Everything(identity: holder.place, step: added)
    }
  }
}
