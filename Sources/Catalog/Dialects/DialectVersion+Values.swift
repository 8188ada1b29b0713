// SPDX-License-Identifier: Apache-2.0

internal import YAMLSyntax

extension DialectVersion {
  /// The values that switch `actions` on, and as little else as the chart's switches can.
  ///
  /// - Parameters:
  ///   - capabilities: what the agent is to read; `nil` leaves those switches alone.
  ///   - setsIdle: whether values that no template of the chart asks are set too: the agent itself
  ///     may, where they are written into its configuration.
  package func values(
    for actions: [Action], capabilities: [Action]? = nil, in catalog: Catalog,
    setsIdle: Bool = false
  ) -> SwitchValues {
    let governed = Set(
      catalog.actions.map(\.id) + (capabilities == nil ? [] : catalog.capabilities.map(\.id)))
    let wanted = Set((actions + (capabilities ?? [])).map(\.id))
    let chart = writtenChart
    var settings: [String: Bool] = [:]
    var idle: [Switch] = []
    for toggle in switches {
      let effects = toggle.effects.filter {
        $0.versions.contains(chart) && !governed.isDisjoint(with: $0.actions)
      }
      guard !effects.isEmpty else { continue }
      let used = effects.filter { !wanted.isDisjoint(with: $0.actions) }
      if !setsIdle, toggle.isIdle(in: chart), !used.isEmpty {
        idle.append(toggle)
        continue
      }
      settings[toggle.key] = !used.isEmpty
      for effect in effects {
        let isUsed = used.contains(effect)
        if let other = effect.with { settings[other] = settings[other] == true || isUsed }
        if let other = effect.unless { settings[other] = !isUsed && !used.isEmpty }
      }
    }
    let states = dialect.evaluate(in: chart) { toggle in
      !setsIdle && toggle.isIdle(in: chart)
        ? .off
        : settings[toggle.key].map { $0 ? .on : .off } ?? .unset
    }
    let reached = Set(states.filter { $0.value == .on && governed.contains($0.key) }.keys)
    let order = catalog.entries.map(\.id)
    return SwitchValues(
      values: Self.tree(
        of: switches.compactMap { toggle in
          settings[toggle.key].map { (toggle.key, $0) }
        }),
      switchedOn: switches.map(\.key).filter { settings[$0] == true },
      extra: order.filter { reached.contains($0) && !wanted.contains($0) },
      unreachable: (actions + (capabilities ?? [])).map(\.id).filter { !reached.contains($0) },
      idle: idle)
  }

  /// Nested mappings from dotted paths, in their order.
  private static func tree(of settings: [(String, Bool)]) -> YAMLValue {
    var tree = YAMLValue.mapping([])
    for (key, value) in settings { tree.insert(.bool(value), at: key) }
    return tree
  }
}
