// SPDX-License-Identifier: Apache-2.0

package import YAMLSyntax

extension DialectVersion {
  /// What an installed agent's configuration says is on; `nil` where the catalog does not know how
  /// this chart writes it.
  ///
  /// The configuration is what the chart made of its values, so that what is not in it is off. A
  /// switch that only later charts have counts with what the agent has of its actions, and with all
  /// of them where it has none: then it cannot follow, and that is to be reported.
  ///
  /// - Parameters:
  ///   - agent: the installed agent's version.
  ///   - made: the ids of all that the configuration was written for, where its writer says so.
  ///     The agent's switches turn several actions on at once, and among those of one switch this
  ///     decides; what contradicts a switch does not count.
  package func actions(
    switchedOnByInstalled root: YAMLNode, in catalog: Catalog, agent: AgentVersion,
    madeFor made: Set<String>? = nil
  ) -> InstalledActions? {
    guard let config = dialect.config else { return nil }
    let text = JSONEmitter.text(config.values(from: root), pretty: false)
    let values = YAMLStream.read(SourceText(name: config.key, text: text)).documents.first
    let file = ValuesFile(values.map { ValuesTree($0) }, for: dialect)
    let actions = Set(catalog.actions.map(\.id))
    func setting(of toggle: Switch) -> Setting {
      guard file.isBooleanOrAbsent(toggle) else {
        return .unclear("'\(toggle.key)' is neither true nor false in the configuration")
      }
      switch file.setting(of: toggle) {
      case .unset:
        // What the agent reads by default, nobody recorded.
        let isOff =
          config.carries(toggle) && !actions.isDisjoint(with: toggle.actions(in: writtenChart))
        return isOff ? .off : .unclear("the configuration does not hold '\(toggle.key)'")
      case let setting: return setting
      }
    }
    var states = dialect.evaluate(in: writtenChart, setting)
    for id in dialect.unswitched(in: writtenChart) {
      states[id] = .unknown("the configuration says nothing of it")
    }
    if let made {
      refine(&states, by: made, of: catalog, config, setting)
    } else {
      for id in later(catalog, agent, setting) { states[id] = .on }
    }
    var installed = InstalledActions(watchNamespaces: config.watchedNamespaces(in: root))
    for entry in catalog.entries {
      switch (states[entry.id] ?? .off, entry.isCapability) {
      case (.off, _): continue
      case (.on, false): installed.on.append(entry.id)
      case (.on, true): installed.capabilities.append(entry.id)
      case (.unknown, false): installed.unsaid.append(entry.id)
      case (.unknown, true):
        // One that reads anything would let every other be on.
        if entry.isBounded { installed.unsaidCapabilities.append(entry.id) }
      }
    }
    return installed
  }

  /// What switches turn on that this version of the chart does not have.
  private func later(
    _ catalog: Catalog, _ agent: AgentVersion, _ setting: (Switch) -> Setting
  ) -> Set<String> {
    let states = dialect.evaluate(in: dialect.newest, setting)
    let actions = Set(catalog.actions.map(\.id))
    var found: Set<String> = []
    for toggle in dialect.switches
    where !toggle.versions.contains(writtenChart) && setting(toggle) == .on {
      let ids = toggle.actions(in: dialect.newest).filter {
        states[$0] == .on && actions.contains($0)
      }
      let known = ids.filter { catalog.action($0)?.isSupported(by: agent) ?? false }
      found.formUnion(known.isEmpty ? ids : known)
    }
    return found
  }

  /// Takes from what the switches turn on that which the configuration was made for. A switch that
  /// is on although nothing of it was meant was turned on later, and counts with all of its
  /// actions.
  private func refine(
    _ states: inout [String: Certainty], by made: Set<String>, of catalog: Catalog,
    _ config: InstalledConfig, _ setting: (Switch) -> Setting
  ) {
    for id in catalog.entries.map(\.id) {
      let governing = switches.filter {
        config.carries($0) && $0.actions(in: writtenChart).contains(id)
      }
      if made.contains(id) {
        if governing.isEmpty || states[id]?.isUnknown ?? false { states[id] = .on }
        continue
      }
      let turnedOnLater = governing.contains { toggle in
        setting(toggle) == .on && made.isDisjoint(with: toggle.actions(in: writtenChart))
      }
      if !turnedOnLater { states[id] = .off }
    }
  }
}
