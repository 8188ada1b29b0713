// SPDX-License-Identifier: Apache-2.0

import RBAC

extension ChartMatrix {
  /// Switches on which nothing depends that the agent is granted, although its set does, with those
  /// of their actions that are granted all the same. What of them is not is no work of the switch:
  /// `lacks` has it.
  var idleSwitches: [SwitchFault] {
    toggles.indices.compactMap { toggle in
      guard idleToggles.contains(toggle),
        let meant = pairs(of: toggle).first(where: { !changes($0).isEmpty })
      else { return nil }
      let wanted = changes(meant)
      let changing = sound[meant.on].actions.symmetricDifference(sound[meant.off].actions)
      let held = changing.sorted().filter { action in
        guard let needed = needs[action] else { return false }
        return granted[meant.on].covers(needed) && needed.atoms.contains(where: wanted.covers)
      }
      guard !held.isEmpty else { return nil }
      let atoms = AtomSet(
        held.flatMap { needs[$0]?.atoms ?? [] }.filter { wanted.covers($0) })
      var fault = SwitchFault(
        kind: .gatesNothing, switches: [toggle], actions: held,
        rules: atoms.normalForm(), grants: grants(of: atoms, in: meant.on),
        example: sound[meant.on].settings)
      fault.isByWildcard = !fault.grants.contains { $0.spells(anyOf: atoms) }
      return fault
    }
  }

  /// Whether the same rules are granted with a switch on and off, in all pairs that show it.
  func isIdle(_ toggle: Int) -> Bool {
    let pairs = pairs(of: toggle)
    return !pairs.isEmpty
      && pairs.allSatisfy { pair in
        Set(sound[pair.off].grants.map(\.rule)) == Set(sound[pair.on].grants.map(\.rule))
      }
  }

  /// What the set with the switch on needs and that with it off does not, in both directions.
  private func changes(_ pair: (off: Int, on: Int)) -> AtomSet {
    let off = sound[pair.off].needs
    let on = sound[pair.on].needs
    return on.subtracting(off).union(off.subtracting(on))
  }
}
