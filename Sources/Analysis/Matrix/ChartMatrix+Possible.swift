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
      for action in combination.possibleBesides.sorted() {
        guard causes[action]?.contains(where: { $0.isSubset(of: on) }) != true,
          let left = route(to: action, in: combination, granted[place])
        else { continue }
        causes[action, default: []].append(on)
        let isSpelled = grants(of: left, in: place).contains { $0.spells(anyOf: left) }
        for owner in responsible(for: action, in: combination) {
          let others = on.subtracting([owner])
          let isAnothers = isSpelled && !others.isEmpty && !combination.settings.isOn[owner]
          let key = FaultKey(
            kind: isAnothers ? .gatesAnother : .staysPossible, toggle: owner,
            others: others.sorted(), place: place)
          if faults[key] == nil { order.append(key) }
          var fault =
            faults[key]
            ?? SwitchFault(
              kind: key.kind, switches: isAnothers ? key.others : [owner],
              others: isAnothers ? [owner] : key.others, example: combination.settings)
          fault.actions.append(action)
          fault.rules = AtomSet(fault.rules).union(left).normalForm()
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
    /// The sound combination that shows it.
    var place: Int
  }

  /// The ids of actions that are possible in a combination and not among its own.
  func possibleBesides(_ combination: JudgedCombination, _ granted: AtomSet) -> Set<String> {
    Set(
      needs.keys.filter { action in
        !combination.actions.contains(action)
          && route(to: action, in: combination, granted) != nil
      })
  }

  /// What of the first way to an action that is granted the combination's set does not spell out;
  /// `nil` where no way is granted, or all of it is spelled out.
  private func route(
    to action: String, in combination: JudgedCombination, _ granted: AtomSet
  ) -> AtomSet? {
    guard let documented = needs[action], !documented.isEmpty else { return nil }
    for route in [documented] + (sideRoutes[action] ?? []) where granted.covers(route) {
      let left = route.subtracting(combination.spelled)
      if !left.isEmpty { return left }
    }
    return nil
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
