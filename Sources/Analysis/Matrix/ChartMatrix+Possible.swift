// SPDX-License-Identifier: Apache-2.0

import RBAC

extension ChartMatrix {
  /// Actions that are possible in a combination whose set does not have them, although nothing of
  /// the set spells out what they need: by the rule of another switch, or by one that no switch
  /// gates.
  var stays: [SwitchFault] {
    var faults: [FaultKey: SwitchFault] = [:]
    var order: [FaultKey] = []
    /// By action: sets of switches that make it possible, the smallest.
    var causes: [String: [Set<Int>]] = [:]
    for place in sound.indices {
      let combination = sound[place]
      let on = combination.settings.on
      for action in needs.keys.sorted() where !combination.actions.contains(action) {
        guard let needed = needs[action], !needed.isEmpty,
          causes[action]?.contains(where: { $0.isSubset(of: on) }) != true
        else { continue }
        let left = needed.subtracting(combination.spelled)
        guard !left.isEmpty, granted[place].covers(needed) else { continue }
        causes[action, default: []].append(on)
        let granting = grants(of: left, in: place)
        let isSpelled = granting.contains { $0.spells(anyOf: left) }
        for owner in responsible(for: action, in: combination) {
          let others = on.subtracting([owner])
          let isAnothers = isSpelled && !others.isEmpty && !combination.settings.isOn[owner]
          let key = FaultKey(
            kind: isAnothers ? .gatesAnother : .staysPossible, toggle: owner,
            others: others.sorted())
          if faults[key] == nil { order.append(key) }
          var fault =
            faults[key]
            ?? SwitchFault(
              kind: key.kind, switches: isAnothers ? key.others : [owner],
              others: isAnothers ? [owner] : key.others, example: combination.settings)
          fault.actions.append(action)
          fault.rules = AtomSet(fault.rules).union(left).reduced().normalForm()
          fault.grants += granting.filter { !fault.grants.contains($0) }
          fault.isByWildcard = fault.isByWildcard || !isSpelled
          faults[key] = fault
        }
      }
    }
    return order.compactMap { faults[$0] }
  }

  struct FaultKey: Hashable {
    var kind: SwitchFault.Kind
    var toggle: Int
    var others: [Int]
  }

  /// The switches that should have kept an action from being possible: those that are there for it
  /// and are off, or, where one of them is on, those that are to take it away again.
  private func responsible(for action: String, in combination: JudgedCombination) -> [Int] {
    let owners = owners(of: action)
    let off = owners.filter { !combination.settings.isOn[$0] }
    guard off.isEmpty else { return off }
    return toggles.indices.filter { toggle in
      guard !owners.contains(toggle) else { return false }
      return combinations.contains {
        $0.settings == combination.settings.flipping(toggle) && $0.actions.contains(action)
      }
    }
  }
}

extension SwitchFault.Kind {
  /// Its place in a report.
  var weight: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
