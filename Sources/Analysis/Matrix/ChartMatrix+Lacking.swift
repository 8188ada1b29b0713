// SPDX-License-Identifier: Apache-2.0

import RBAC

extension ChartMatrix {
  /// Actions that a combination switches on and does not grant: because another switch has their
  /// rule, or because none has.
  var lacks: [SwitchFault] {
    var faults: [FaultKey: SwitchFault] = [:]
    var order: [FaultKey] = []
    for place in sound.indices {
      let combination = sound[place]
      for action in combination.lacking.sorted() {
        guard let needed = needs[action] else { continue }
        let missing = needed.subtracting(granted[place])
        guard !missing.isEmpty else { continue }
        let owners = owners(of: action).filter { combination.settings.isOn[$0] }
        let providers = providers(of: missing, besides: combination)
        for owner in owners {
          let key = FaultKey(
            kind: providers.isEmpty ? .grantsLess : .gatesAnother, toggle: owner,
            others: providers)
          // The first combination is the smallest; those after it say the same again.
          if let known = faults[key], known.actions.contains(action) { continue }
          if faults[key] == nil { order.append(key) }
          var fault =
            faults[key]
            ?? SwitchFault(
              kind: key.kind, switches: providers.isEmpty ? [owner] : providers,
              others: providers.isEmpty ? [] : [owner], example: combination.settings)
          fault.actions.append(action)
          fault.rules = AtomSet(fault.rules).union(missing).reduced().normalForm()
          fault.detail = "missing"
          if let role = combination.role, fault.grants.isEmpty {
            fault.place = JudgedCombination.Rejection(
              message: "no rule here grants it", range: role)
          }
          if let provider = providers.first, fault.grants.isEmpty,
            let with = self.place(of: combination.settings.flipping(provider))
          {
            fault.grants = grants(of: missing, in: with)
          }
          faults[key] = fault
        }
      }
    }
    return order.compactMap { faults[$0] }
  }

  /// The switches that are off and grant all that is missing when they are turned on, although
  /// nothing that they are there for needs it.
  private func providers(of missing: AtomSet, besides combination: JudgedCombination) -> [Int] {
    toggles.indices.filter { toggle in
      guard !combination.settings.isOn[toggle],
        let place = place(of: combination.settings.flipping(toggle))
      else { return false }
      let new = sound[place].actions.subtracting(combination.actions)
      let own = AtomSet(new.sorted().flatMap { needs[$0]?.atoms ?? [] })
      return granted[place].covers(missing) && !own.covers(missing)
        && sound[place].actions.isSuperset(of: combination.actions)
    }
  }

  /// What is granted without a need, by the smallest sets of switches that bring it.
  var excessGroups: [SwitchExcess] {
    var groups: [SwitchExcess] = []
    var found: [(on: Set<Int>, atoms: Set<Atom>)] = []
    for place in sound.indices {
      let on = sound[place].settings.on
      let known = found.filter { $0.on.isSubset(of: on) }
      let new = AtomSet(sound[place].excess).atoms.filter { atom in
        !known.contains { $0.atoms.contains(atom) }
      }
      guard !new.isEmpty else { continue }
      found.append((on, Set(new)))
      let atoms = AtomSet(new)
      groups.append(
        SwitchExcess(
          switches: on.sorted(), rules: atoms.normalForm(), grants: grants(of: atoms, in: place)))
    }
    return groups
  }
}
