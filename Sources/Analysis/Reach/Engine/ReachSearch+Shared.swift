// SPDX-License-Identifier: Apache-2.0

import RBAC

extension ReachSearch {
  /// Looks at what was shared: alone, for whoever has it, and together with the rules of each
  /// identity that are half of something.
  mutating func takeShared() -> Bool {
    let active = halves.complete
    guard shared.count > seenShared.rules || active != seenShared.active else { return true }
    let new = shared[seenShared.rules...].filter { RouteRegistry.isRelevant($0.rule) }
    // What was shared before matters again where its other half came since.
    let newJoint =
      active == seenShared.active ? sharedJoint[seenShared.joint...] : sharedJoint[...]
    seenShared = (shared.count, sharedJoint.count, active)
    let fresh = newJoint.reduce(into: [] as JointHalves) { $0.formUnion($1.halves) }
      .intersection(active)
    let family = fresh.related.intersection(active)
    let joint = sharedJoint.filter { !$0.halves.isDisjoint(with: family) }.map(\.held)
    let isGated = mode.isOptimistic
    let alone = IdentityView(base, user: identities[0].user, rules: new + joint)
    guard take(base.candidates(for: alone, gated: isGated), by: 0) else { return false }
    if !family.isEmpty {
      for place in identities.indices where identities[place].filter == nil {
        let own = jointRules(of: place, family)
        guard !own.isEmpty else { continue }
        let view = IdentityView(base, user: identities[place].user, rules: own + joint)
        guard take(base.candidates(for: view, gated: isGated), by: place) else { return false }
      }
    }
    pending.formUnion(identities.indices.filter { identities[$0].filter != nil })
    return true
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
