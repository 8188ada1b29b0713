// SPDX-License-Identifier: Apache-2.0

import RBAC

extension ChartMatrix {
  /// Actions that a combination switches on and does not grant: because another switch has their
  /// rule, or because none has.
  var lacks: [SwitchFault] {
    var faults: [FaultKey: SwitchFault] = [:]
    var order: [FaultKey] = []
    /// What each owner lacks: by action, the switches that provide it instead.
    var seen: Set<Lack> = []
    // What is not read shows best with all the others on, which is how read switches are tried.
    for place in judgesReading ? Array(sound.indices.reversed()) : Array(sound.indices) {
      let combination = sound[place]
      for action in combination.lacking.sorted() {
        guard let needed = needs[action] else { continue }
        let missing = needed.subtracting(granted[place])
        guard !missing.isEmpty else { continue }
        let providers = providers(of: missing, besides: combination)
        // What another switch provides is seen where that one is on.
        let shown =
          providers.first.flatMap { self.place(of: combination.settings.flipping($0)) } ?? place
        for owner in owners(of: action) where combination.settings.isOn[owner] {
          // The first combination is the example; those after it say the same again.
          guard seen.insert(Lack(owner: owner, action: action, providers: providers)).inserted
          else { continue }
          let key = FaultKey(
            kind: providers.isEmpty ? .grantsLess : .gatesAnother, toggle: owner,
            others: providers, place: shown)
          if faults[key] == nil { order.append(key) }
          var fault =
            faults[key]
            ?? SwitchFault(
              kind: key.kind, switches: providers.isEmpty ? [owner] : providers,
              others: providers.isEmpty ? [] : [owner], example: sound[shown].settings)
          fault.actions.append(action)
          fault.rules = AtomSet(fault.rules).union(missing).normalForm()
          fault.isIdle = providers.isEmpty && idleToggles.contains(owner)
          faults[key] = fault
        }
      }
    }
    return order.compactMap { faults[$0] }
  }

  private struct Lack: Hashable {
    var owner: Int
    var action: String
    var providers: [Int]
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
