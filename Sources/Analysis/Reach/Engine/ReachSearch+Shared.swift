// SPDX-License-Identifier: Apache-2.0

import RBAC

extension ReachSearch {
  /// Notes what somebody has who cannot use a right to impersonate.
  mutating func lend(_ held: [HeldHalves.Placed]) {
    halves.lend(held)
  }

  /// Looks at what was shared alone, for whoever has it, and notes what is to be looked at together
  /// with the rules of each identity that are half of something.
  ///
  /// - Parameter batch: the identities that have come, or were given more, since the last round:
  ///   what was shared before is new together with theirs.
  mutating func takeShared(with batch: [Int]) -> Bool {
    let active = halves.active
    let isSame = shared.count == seenShared.rules && active == seenShared.active
    guard shared.count > 0, !isSame || !batch.isEmpty else { return true }
    let new = shared.all[seenShared.rules...].filter { RouteRegistry.isRelevant($0.rule) }
    // What was shared before matters again where its other half came since.
    let newJoint =
      active == seenShared.active ? sharedJoint[seenShared.joint...] : sharedJoint[...]
    seenShared = (shared.count, sharedJoint.count, active)
    let family = newJoint.halves.intersection(active).related.intersection(active)
    if !isSame {
      let rules = new + sharedRules(family).map(\.held)
      let alone = IdentityView(base, user: identities[0].user, rules: rules)
      guard take(base.candidates(for: alone, gated: mode.isOptimistic), by: 0) else {
        return false
      }
      pending.formUnion(
        identities.indices.filter {
          identities[$0].filter != nil && !isSuperseded($0)
        })
    }
    let waiting = waitingPairs ?? ([], [])
    waitingPairs = (waiting.halves.union(family), waiting.places.union(batch))
    return true
  }

  /// Looks at shared rules together with those of each identity.
  mutating func takePairs() -> Bool {
    guard let (family, places) = waitingPairs else { return true }
    waitingPairs = nil
    let active = halves.active
    return takeShared(family.intersection(active), by: Array(identities.indices))
      && takeShared(active, by: places.sorted())
  }

  /// Looks at the shared rules that are some halves together with those of identities.
  private mutating func takeShared(_ halves: JointHalves, by places: [Int]) -> Bool {
    let rules = sharedRules(halves)
    guard !rules.isEmpty else { return true }
    // Whoever may write gives all that matters, whatever it is half of.
    let wanted = halves.isDisjoint(with: .writing) ? halves : self.halves.active
    for place in places where identities[place].filter == nil {
      let own = jointRules(of: place, wanted)
      guard !own.isEmpty else { continue }
      let found = own.halves
      let partners = found.related.union(.writing)
      // Where all have every rule, nothing that holds there alone can be added.
      let isAboutUsers = !found.isDisjoint(with: .identities)
      let places = Set(own.map(\.place))
      let others = rules.filter {
        !$0.halves.isDisjoint(with: partners)
          && (isAboutUsers
            || $0.number != base.everythingNumber
              && ($0.place == 0 || places.contains(0) || places.contains($0.place)))
      }
      guard !others.isEmpty else { continue }
      let given = others.halves
      var joined = found.joined(with: given)
      if !joined.isDisjoint(with: .creation), !Self.makesObjects(own, others) {
        joined.subtract(.creation)
      }
      // Where nothing is asked together, writers come to no more than the right to write.
      let isPlain = joined.isEmpty && given.isDisjoint(with: [.namedCreate, .modelledCreate])
      let view = IdentityView(
        base, user: identities[place].user, rules: (own + others).map(\.held),
        checked: isPlain ? [] : nil)
      let candidates = base.candidates(
        for: view, gated: mode.isOptimistic, joint: joined.union(given.intersection(.writing)), mode
      )
      leftOut = leftOut || !mode.includesModelled
      guard take(candidates, by: place) else { return false }
    }
    return true
  }

  /// The shared rules that are some halves; those aside that hold where every rule is shared.
  private func sharedRules(_ halves: JointHalves) -> [JointRule] {
    sharedJoint.filter {
      !$0.halves.isDisjoint(with: halves.intersection(self.halves.active(in: $0.place)))
        && !isOutdone($0)
    }
  }

  /// Whether some of two lists of rules may make an object of a name together.
  private static func makesObjects(_ own: [JointRule], _ others: [JointRule]) -> Bool {
    own.contains { left in
      !left.halves.isDisjoint(with: .creation)
        && others.contains { right in
          !left.halves.joined(with: right.halves).isDisjoint(with: .creation)
            && left.held.outline.meetsObjects(right.held.outline)
        }
    }
  }

  /// Whether a shared rule holds where every rule is shared.
  private func isOutdone(_ rule: JointRule) -> Bool {
    rule.number != base.everythingNumber && everythingScopes.contains(rule.held.scope)
  }

  /// The rules of an identity that are some halves; those aside that shared ones cover: what they
  /// come to with shared ones, those come to alone.
  private mutating func jointRules(of place: Int, _ halves: JointHalves) -> [JointRule] {
    let identity = identities[place]
    let isJoint = identity.known.halves.contains { !$0.halves.isDisjoint(with: halves) }
    guard isJoint || !identity.extraJoint.isEmpty else { return [] }
    return (base.jointRules(of: identity.known).rules + identity.extraJoint)
      .filter {
        !$0.halves.isDisjoint(with: halves.intersection(self.halves.active(in: $0.place)))
          && !isCovered($0.number, in: $0.held.scope)
      }
  }
}
