// SPDX-License-Identifier: Apache-2.0

extension Dialect {
  /// What the settings of its switches turn on in one chart version: ids that any switch governs.
  func evaluate(
    in chart: ChartVersion, _ setting: (Switch) -> Setting
  ) -> [String: Certainty] {
    var states: [String: Certainty] = [:]
    for toggle in switches where toggle.versions.contains(chart) {
      states[toggle.key] = Self.state(of: toggle, in: chart, setting(toggle))
    }
    var result: [String: Certainty] = [:]
    for id in always { result[id] = .on }
    for toggle in switches where toggle.versions.contains(chart) {
      for effect in toggle.effects where effect.versions.contains(chart) {
        var state = states[toggle.key] ?? .off
        if let other = effect.with { state = state.and(states[other] ?? .off) }
        if let other = effect.unless { state = state.and((states[other] ?? .off).negated) }
        for id in effect.actions { result[id] = (result[id] ?? .off).or(state) }
      }
    }
    return result
  }

  /// Ids of what every installation of a chart version has and no switch governs.
  func unswitched(in chart: ChartVersion) -> [String] {
    let governed = Set(switches.flatMap { $0.actions(in: chart) })
    return always.filter { !governed.contains($0) }
  }

  private static func state(
    of toggle: Switch, in chart: ChartVersion, _ setting: Setting
  ) -> Certainty {
    switch setting {
    case .on: .on
    case .off: .off
    case .unclear(let reason): .unknown(reason)
    case .unset:
      switch toggle.defaultValue(in: chart) {
      case true?: .on
      case false?: .off
      case nil: .unknown("'\(toggle.key)' is not set, and its default is not on record")
      }
    }
  }

  /// The chart versions at which anything about the switches changes, the oldest first.
  var breakpoints: [ChartVersion] {
    var found: Set<ChartVersion> = [newest]
    for toggle in switches {
      found.formUnion([toggle.versions.from, toggle.versions.until].compactMap(\.self))
      found.formUnion(toggle.defaults.compactMap(\.from))
      for effect in toggle.effects {
        found.formUnion([effect.versions.from, effect.versions.until].compactMap(\.self))
      }
    }
    return found.filter { $0 <= newest }.sorted()
  }
}
