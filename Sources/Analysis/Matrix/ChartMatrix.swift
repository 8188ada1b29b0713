// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// A chart's switches, and what its roles grant in the combinations that were tried.
package struct ChartMatrix: Sendable {
  /// A switch, and what it is there for.
  package struct Toggle: Sendable {
    package var key: String
    /// Ids of the actions that it turns on.
    package var actions: Set<String>

    package init(key: String, actions: Set<String>) {
      self.key = key
      self.actions = actions
    }
  }

  package let toggles: [Toggle]
  /// Those with fewer switches on come first.
  package private(set) var combinations: [JudgedCombination]
  /// Worst first.
  package private(set) var faults: [SwitchFault] = []
  package private(set) var excess: [SwitchExcess] = []

  /// The combinations that can tell what a switch does.
  private(set) var sound: [JudgedCombination] = []
  private var places: [SwitchSettings: Int] = [:]
  /// What each action needs.
  let needs: [String: AtomSet]
  /// What each action can be done with besides.
  let sideRoutes: [String: [AtomSet]]
  private(set) var granted: [AtomSet] = []
  /// Switches on which nothing depends that is granted, as positions in `toggles`.
  private(set) var idleToggles: Set<Int> = []
  let judgesReading: Bool

  /// - Parameters:
  ///   - sideRoutes: by action, what comes to the same without being what the agent asks
  ///     (`SideRoutes`).
  ///   - judgesReading: whether the switches are those of what the agent reads. What is read may
  ///     stay readable by another rule, as a reader of everything reads each.
  package init(
    toggles: [Toggle], combinations: [JudgedCombination], needs: [String: AtomSet],
    sideRoutes: [String: [AtomSet]] = [:], judgesReading: Bool = false
  ) {
    self.toggles = toggles
    self.needs = needs
    self.sideRoutes = sideRoutes
    self.judgesReading = judgesReading
    self.combinations = combinations.sorted { $0.settings < $1.settings }
    let judged = self.combinations.indices.filter { self.combinations[$0].isSound }
    granted = judged.map { self.combinations[$0].granted }
    if !judgesReading {
      for (place, granted) in zip(judged, granted) {
        self.combinations[place].possibleBesides = possibleBesides(
          self.combinations[place], granted)
      }
    }
    sound = judged.map { self.combinations[$0] }
    places = Dictionary(
      uniqueKeysWithValues: sound.enumerated().map { ($0.element.settings, $0.offset) })
    idleToggles = Set(toggles.indices.filter(isIdle))
    let idle = idleSwitches
    let known = Set(idle.flatMap(\.switches))
    let others = (stays + lacks).filter {
      $0.kind == .grantsLess || !$0.switches.allSatisfy(known.contains)
    }
    let explained = others.filter { $0.kind == .gatesAnother }
    // In pairs alone, not every combination is there that would show which switch has the rule.
    let left = others.filter { fault in
      fault.kind != .grantsLess
        || !explained.contains {
          $0.others == fault.switches && Set($0.actions).isSuperset(of: fault.actions)
        }
    }
    faults = rejections + idle + merged(left).sorted { $0.kind.weight < $1.kind.weight }
    if !judgesReading { excess = excessGroups }
  }

  /// Faults that say the same of the same switches as one, where one combination shows all of it.
  private func merged(_ faults: [SwitchFault]) -> [SwitchFault] {
    var merged: [SwitchFault] = []
    for fault in faults {
      let place = merged.firstIndex { known in
        known.isOfSameSwitches(as: fault) && shows(fault, in: known.example)
      }
      if let place { merged[place].take(fault) } else { merged.append(fault) }
    }
    return merged.map(withEvidence)
  }

  /// Whether a combination shows a fault, which another one was found in.
  private func shows(_ fault: SwitchFault, in settings: SwitchSettings) -> Bool {
    guard let place = place(of: settings) else { return false }
    return fault.kind == .grantsLess
      ? sound[place].lacking.isSuperset(of: fault.actions)
      : granted[place].covers(AtomSet(fault.rules))
  }

  /// A fault with the places in its example: the rules that grant it, or the role that does not.
  private func withEvidence(_ fault: SwitchFault) -> SwitchFault {
    guard let place = place(of: fault.example) else { return fault }
    var fault = fault
    if fault.kind != .grantsLess { fault.grants = grants(of: AtomSet(fault.rules), in: place) }
    if fault.grants.isEmpty, let role = sound[place].role {
      fault.place = JudgedCombination.Rejection(message: "no rule here grants it", range: role)
    }
    return fault
  }

  /// The sound combination with those settings, as a position in `sound`.
  func place(of settings: SwitchSettings) -> Int? { places[settings] }

  /// Sound combinations that differ in that switch alone.
  func pairs(of toggle: Int) -> [(off: Int, on: Int)] {
    sound.indices.compactMap { off in
      guard !sound[off].settings.isOn[toggle],
        let on = place(of: sound[off].settings.flipping(toggle))
      else { return nil }
      return (off, on)
    }
  }

  /// Whether there are combinations that show what a switch does.
  package func isKnown(_ toggle: Int) -> Bool { !pairs(of: toggle).isEmpty }

  /// The switches that are there for an action.
  func owners(of action: String) -> [Int] {
    toggles.indices.filter { toggles[$0].actions.contains(action) }
  }

  /// The rules of a combination that grant one of the atoms.
  func grants(of atoms: AtomSet, in place: Int) -> [JudgedCombination.Grant] {
    sound[place].grants.filter { grant in
      let own = AtomSet([grant.rule])
      return atoms.atoms.contains(where: own.covers)
    }
  }
}

extension JudgedCombination.Grant {
  /// Whether it spells one of the atoms out, rather than covering it by a wildcard.
  func spells(anyOf atoms: AtomSet) -> Bool {
    let own = Set(rule.atoms.map(\.target))
    return atoms.atoms.contains { own.contains($0.target) }
  }
}
