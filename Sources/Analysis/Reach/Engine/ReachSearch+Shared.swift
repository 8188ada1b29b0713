// SPDX-License-Identifier: Apache-2.0

import RBAC

extension ReachSearch {
  /// Looks at what was shared: alone, for whoever has it, and together with the rules of each
  /// identity that are half of something.
  ///
  /// - Parameter batch: the identities that have come, or were given more, since the last round:
  ///   what was shared before is new together with theirs.
  mutating func takeShared(with batch: [Int]) -> Bool {
    let active = halves.complete
    let isSame = shared.count == seenShared.rules && active == seenShared.active
    guard !shared.isEmpty, !isSame || !batch.isEmpty else { return true }
    let new = shared[seenShared.rules...].filter { RouteRegistry.isRelevant($0.rule) }
    // What was shared before matters again where its other half came since.
    let newJoint =
      active == seenShared.active ? sharedJoint[seenShared.joint...] : sharedJoint[...]
    seenShared = (shared.count, sharedJoint.count, active)
    let fresh = newJoint.reduce(into: [] as JointHalves) { $0.formUnion($1.halves) }
      .intersection(active)
    let family = fresh.related.intersection(active)
    if !isSame {
      let rules = new + sharedRules(family)
      let alone = IdentityView(base, user: identities[0].user, rules: rules)
      guard take(base.candidates(for: alone, gated: mode.isOptimistic), by: 0) else {
        return false
      }
      pending.formUnion(identities.indices.filter { identities[$0].filter != nil })
    }
    return takeShared(family, by: Array(identities.indices)) && takeShared(active, by: batch)
  }

  /// Looks at the shared rules that are some halves together with those of identities.
  private mutating func takeShared(_ halves: JointHalves, by places: [Int]) -> Bool {
    let rules = sharedRules(halves)
    guard !rules.isEmpty else { return true }
    for place in places where identities[place].filter == nil {
      let own = jointRules(of: place, halves)
      guard !own.isEmpty else { continue }
      let view = IdentityView(base, user: identities[place].user, rules: own + rules)
      guard take(base.candidates(for: view, gated: mode.isOptimistic), by: place) else {
        return false
      }
    }
    return true
  }

  /// The shared rules that are some halves.
  private func sharedRules(_ halves: JointHalves) -> [HeldRule] {
    sharedJoint.filter { !$0.halves.isDisjoint(with: halves) }.map(\.held)
  }

  /// The rules of an identity, shared ones aside, that are some halves.
  private func jointRules(of place: Int, _ halves: JointHalves) -> [HeldRule] {
    let identity = identities[place]
    guard !identity.known.halves.isDisjoint(with: halves) || !identity.extraJoint.isEmpty else {
      return []
    }
    return (base.jointRules(of: identity.known).rules + identity.extraJoint)
      .filter { !$0.halves.isDisjoint(with: halves) }.map(\.held)
  }
}
