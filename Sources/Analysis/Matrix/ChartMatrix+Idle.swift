// SPDX-License-Identifier: Apache-2.0

import RBAC

extension ChartMatrix {
  /// Switches on which nothing depends that the agent is granted, although its set does.
  var idleSwitches: [SwitchFault] {
    toggles.indices.compactMap { toggle in
      let pairs = pairs(of: toggle)
      let meant = pairs.first { !sound[$0.on].changes(from: sound[$0.off]).isEmpty }
      guard let meant, pairs.allSatisfy({ isSame($0.off, $0.on) }) else { return nil }
      let changing = sound[meant.on].actions.symmetricDifference(sound[meant.off].actions)
      let wanted = sound[meant.on].changes(from: sound[meant.off])
      let held = AtomSet(wanted.atoms.filter(granted[meant.on].covers))
      var fault = SwitchFault(
        kind: .gatesNothing, switches: [toggle], actions: changing.sorted(),
        rules: wanted.reduced().normalForm(), grants: grants(of: held, in: meant.on),
        example: sound[meant.on].settings)
      fault.isByWildcard =
        !fault.grants.isEmpty && !fault.grants.contains { $0.spells(anyOf: held) }
      if fault.grants.isEmpty, let role = sound[meant.on].role {
        fault.place = JudgedCombination.Rejection(message: "no rule here grants it", range: role)
      }
      return fault
    }
  }

  /// Whether two combinations grant the very same rules.
  private func isSame(_ left: Int, _ right: Int) -> Bool {
    Set(sound[left].grants.map(\.rule)) == Set(sound[right].grants.map(\.rule))
  }
}

extension JudgedCombination {
  /// What the one set needs and the other does not, in both directions.
  fileprivate func changes(from other: JudgedCombination) -> AtomSet {
    needs.subtracting(other.needs).union(other.needs.subtracting(needs))
  }
}
