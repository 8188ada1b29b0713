// SPDX-License-Identifier: Apache-2.0

internal import RBAC

/// The values of a chart that rolefit writes: every action has a switch of its own, besides those
/// that another chart of the same agent is known for.
package struct ChartDialect: Sendable {
  /// The value below which the agent's own settings are, such as `watcher`.
  package let root: String
  package let dialect: Dialect
  /// The switches of several actions at once, below `root.actions`.
  package let groups: [Switch]
  /// The switches of one action each, below `root.actions`.
  package let singles: [Switch]
  /// The switches elsewhere.
  package let others: [Switch]
  /// What `true` in place of the mapping `root.actions` switches on, by id.
  package let whole: [String]

  /// The path of the mapping that holds the actions' switches.
  package var actionsKey: String { "\(root).actions" }

  /// - Parameters:
  ///   - base: the chart whose values are taken up, at the version that is meant.
  ///   - version: the version of the chart that is written.
  ///   - keys: its other values, dotted paths.
  package init(
    of catalog: Catalog, like base: DialectVersion?, version: ChartVersion, keys: [String],
    in context: NeedContext
  ) {
    let written = base?.switches ?? []
    let root = Self.root(of: base?.dialect.switches ?? [])
    let actionsKey = "\(root).actions"
    func hasRules(_ action: Action) -> Bool {
      action.isSupported(by: context.agentVersion)
        && !catalog.needs(of: [action], in: context).atoms.isEmpty
    }
    let served = Set(catalog.entries.filter(hasRules).map(\.id))
    let capabilities = Dictionary(
      uniqueKeysWithValues: catalog.capabilities.map { ($0.id, $0.isDefault) })
    whole = Self.whole(base, actionsKey).filter(served.contains)

    var groups: [Switch] = []
    var others: [Switch] = []
    for toggle in written where toggle.key != actionsKey {
      var actions = toggle.actions(in: base?.writtenChart).filter(served.contains)
      let defaults = actions.filter { capabilities[$0] == true }
      if !defaults.isEmpty { actions = defaults }
      let kept = Self.kept(toggle, in: base?.writtenChart, actions, isOn: !defaults.isEmpty)
      if toggle.key.hasPrefix(actionsKey + ".") {
        groups.append(kept)
      } else {
        others.append(kept)
      }
    }
    let conditions = Set(others.flatMap(\.effects).flatMap { [$0.with, $0.unless] })
    others = others.filter { !$0.effects.isEmpty || conditions.contains($0.key) }
    for (place, toggle) in others.enumerated() where toggle.effects.isEmpty {
      // What only conditions others is as the other chart has it.
      let isOn = base.flatMap { base in
        written.first { $0.key == toggle.key }?.defaultValue(in: base.writtenChart)
      }
      others[place].defaults = [Switch.Default(from: nil, value: isOn ?? false)]
    }
    let governed = Set(others.flatMap(\.effects).flatMap(\.actions))
    others += catalog.capabilities
      .filter { served.contains($0.id) && !governed.contains($0.id) }
      .map {
        Self.single(below: "\(root).capabilities", $0.id, isOn: $0.isDefault, isWhole: false)
      }
    let wholeIDs = Set(whole)
    singles = catalog.actions.filter { $0.isBounded && served.contains($0.id) }.map {
      Self.single(below: actionsKey, $0.id, isOn: false, isWhole: wholeIDs.contains($0.id))
    }
    self.root = root
    self.groups = groups
    self.others = others
    dialect = Dialect(
      name: base?.dialect.name ?? catalog.agent.name, title: "Helm chart of rolefit",
      newest: version, marks: [root], always: [],
      agents: [Dialect.AgentRelease(chart: version, agent: context.agentVersion)],
      switches: groups + singles + others, keys: Set(keys))
  }

  /// Where a chart has its actions: what comes before `actions` in the path of a switch.
  private static func root(of switches: [Switch]) -> String {
    for toggle in switches {
      let parts = toggle.key.split(separator: ".").map(String.init)
      if parts.count > 1, parts[1] == "actions" { return parts[0] }
    }
    return "agent"
  }

  /// What the switch `root.actions` turned on in the first version of the chart that had it.
  private static func whole(_ base: DialectVersion?, _ key: String) -> [String] {
    guard let base, let toggle = base.dialect.switches.first(where: { $0.key == key }) else {
      return []
    }
    let isThere = toggle.versions.contains(base.writtenChart)
    return toggle.actions(in: isThere ? base.writtenChart : toggle.versions.from)
  }

  private static func kept(
    _ toggle: Switch, in chart: ChartVersion?, _ actions: [String], isOn: Bool
  ) -> Switch {
    // Here every switch has its rules.
    let why = toggle.idle == nil ? toggle.why : nil
    let wanted = Set(actions)
    var effects: [Switch.Effect] = []
    for effect in toggle.effects where chart.map(effect.versions.contains) ?? true {
      let actions = effect.actions.filter(wanted.contains)
      guard !actions.isEmpty else { continue }
      if let last = effects.last, last.with == effect.with, last.unless == effect.unless {
        effects[effects.count - 1].actions += actions
      } else {
        effects.append(
          Switch.Effect(
            versions: VersionSpan(), with: effect.with, unless: effect.unless, actions: actions))
      }
    }
    return Switch(
      key: toggle.key, versions: VersionSpan(),
      defaults: [Switch.Default(from: nil, value: isOn)], effects: effects, why: why,
      parentMayBeBoolean: toggle.parentMayBeBoolean)
  }

  /// The switch of one action, named as it; a dot would divide the value's path.
  private static func single(
    below parent: String, _ id: String, isOn: Bool, isWhole: Bool
  ) -> Switch {
    let name = String(id.map { $0 == "." ? "-" : $0 })
    return Switch(
      key: "\(parent).\(name)", versions: VersionSpan(),
      defaults: [Switch.Default(from: nil, value: isOn)],
      effects: [
        Switch.Effect(versions: VersionSpan(), with: nil, unless: nil, actions: [id])
      ], why: nil, parentMayBeBoolean: isWhole)
  }
}

extension Switch {
  /// As `actions(in:)`; in every version for `nil`.
  fileprivate func actions(in chart: ChartVersion?) -> [String] {
    chart.map { actions(in: $0) } ?? effects.flatMap(\.actions)
  }
}
