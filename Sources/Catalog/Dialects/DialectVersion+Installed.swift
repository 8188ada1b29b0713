// SPDX-License-Identifier: Apache-2.0

package import YAMLSyntax

/// What the configuration of an installed agent says is on.
package struct InstalledActions: Hashable, Sendable {
  /// Ids of actions, in the catalog's order.
  package var on: [String]
  /// Ids of actions that hang on values which the configuration does not hold.
  package var unsaid: [String]
  /// The namespaces that the agent is confined to; empty when it watches all.
  package var watchNamespaces: [String]
}

extension DialectVersion {
  /// What an installed agent's configuration says is on; `nil` where the catalog does not know how
  /// this chart writes it.
  ///
  /// The configuration is what the chart made of its values, so that what is not in it is off. A
  /// switch that only later charts have counts with what the agent has of its actions, and with all
  /// of them where it has none: then it cannot follow, and that is to be reported.
  ///
  /// - Parameter agent: the installed agent's version.
  package func actions(
    switchedOnByInstalled root: YAMLNode, in catalog: Catalog, agent: AgentVersion
  ) -> InstalledActions? {
    guard let config = dialect.config else { return nil }
    let text = JSONEmitter.text(config.values(from: root), pretty: false)
    let values = YAMLStream.read(SourceText(name: config.key, text: text)).documents.first
    let file = ValuesFile(values, for: dialect)
    func setting(of toggle: Switch) -> Setting {
      switch file.setting(of: toggle) {
      case .unset:
        config.carries(toggle)
          ? .off : .unclear("the configuration does not hold '\(toggle.key)'")
      case let setting: setting
      }
    }
    let now = dialect.evaluate(in: writtenChart, setting)
    let later = later(catalog, agent, setting)
    var actions = InstalledActions(
      on: [], unsaid: [], watchNamespaces: config.watchedNamespaces(in: root))
    for id in catalog.actions.map(\.id) {
      switch now[id] ?? .off {
      case .on: actions.on.append(id)
      case .off, .unknown:
        if later.contains(id) {
          actions.on.append(id)
        } else if now[id] != .off, now[id] != nil {
          actions.unsaid.append(id)
        }
      }
    }
    return actions
  }

  /// What switches turn on that this version of the chart does not have.
  private func later(
    _ catalog: Catalog, _ agent: AgentVersion, _ setting: (Switch) -> Setting
  ) -> Set<String> {
    let states = dialect.evaluate(in: dialect.newest, setting)
    var found: Set<String> = []
    for toggle in dialect.switches
    where !toggle.versions.contains(writtenChart) && setting(toggle) == .on {
      let ids = toggle.actions(in: dialect.newest).filter { states[$0] == .on }
      let known = ids.filter { catalog.action($0)?.isSupported(by: agent) ?? false }
      found.formUnion(known.isEmpty ? ids : known)
    }
    return found
  }
}
