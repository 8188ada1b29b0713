// SPDX-License-Identifier: Apache-2.0

internal import Diagnostics
internal import RBAC
internal import YAMLSyntax

extension CatalogReader {
  mutating func dialect(
    _ node: YAMLNode, _ names: NameIndex, _ sets: [ActionSet]
  ) -> Dialect? {
    guard check(node, is: CatalogFormat.dialect), let name = text("name", of: node),
      let newest = parsed("newest", of: node, as: "a chart version", ChartVersion.init)
    else { return nil }
    var agents: [Dialect.AgentRelease] = []
    for (chart, key, value) in entries("agents", of: node) {
      guard let chart = ChartVersion(chart), let agent = value.text.flatMap(AgentVersion.init)
      else {
        error("catalog-bad-version", "an entry of 'agents' is 'chart: agent'", at: key)
        continue
      }
      agents.append(Dialect.AgentRelease(chart: chart, agent: agent))
    }
    var switches: [Switch] = []
    for (key, _, value) in entries("switches", of: node) {
      guard check(value, is: CatalogFormat.toggle) else { continue }
      switches.append(toggle(key, value, names, sets))
    }
    checkReferences(of: switches, node)
    return Dialect(
      name: name, title: text("title", of: node) ?? name, newest: newest,
      marks: texts("marks", of: node), always: ids("always", of: node, names, sets),
      config: config(node),
      agents: agents.sorted { $0.chart < $1.chart }, switches: switches,
      keys: Set(texts("keys", of: node)), installation: installation(node))
  }

  private mutating func config(_ dialect: YAMLNode) -> InstalledConfig? {
    guard let node = dialect["config"], check(node, is: CatalogFormat.config),
      let configMap = text("configMap", of: node), let key = text("key", of: node)
    else { return nil }
    return InstalledConfig(
      configMap: configMap, key: key, values: mappings("values", of: node),
      watchNamespace: text("watchNamespace", of: node), secret: text("secret", of: node),
      implied: mappings("implied", of: node))
  }

  private mutating func toggle(
    _ key: String, _ node: YAMLNode, _ names: NameIndex, _ sets: [ActionSet]
  ) -> Switch {
    var effects: [Switch.Effect] = []
    if node["actions"] != nil {
      effects.append(
        Switch.Effect(
          versions: VersionSpan(), with: nil, unless: nil,
          actions: ids("actions", of: node, names, sets)))
    }
    for effect in list("turnsOn", of: node) where check(effect, is: CatalogFormat.effect) {
      let except = ids("except", of: effect, names, sets)
      effects.append(
        Switch.Effect(
          versions: span(effect, as: "a chart version", ChartVersion.init),
          with: text("with", of: effect), unless: text("unless", of: effect),
          actions: ids("actions", of: effect, names, sets).filter { !except.contains($0) }))
    }
    return Switch(
      key: key, versions: span(node, as: "a chart version", ChartVersion.init),
      defaults: defaults(node), effects: effects, idle: idle(node), why: text("why", of: node),
      parentMayBeBoolean: bool("parentMayBeBoolean", of: node) ?? false)
  }

  private mutating func idle(_ node: YAMLNode) -> VersionSpan<ChartVersion>? {
    guard let span = node["idle"], check(span, is: CatalogFormat.span) else { return nil }
    return self.span(span, as: "a chart version", ChartVersion.init)
  }

  /// One default, or one for each chart version that changed it.
  private mutating func defaults(_ node: YAMLNode) -> [Switch.Default] {
    guard let value = node["default"] else { return [] }
    if case .bool(let bool) = value.scalar { return [Switch.Default(from: nil, value: bool)] }
    var defaults: [Switch.Default] = []
    for (version, key, value) in entries("default", of: node) {
      guard let chart = ChartVersion(version), case .bool(let bool) = value.scalar else {
        error("catalog-bad-version", "an entry of 'default' is 'chart: true|false'", at: key)
        continue
      }
      defaults.append(Switch.Default(from: chart, value: bool))
    }
    return defaults.sorted { left, right in
      guard let from = right.from else { return false }
      return left.from.map { $0 < from } ?? true
    }
  }

  /// Reports conditions on switches that there are not.
  private mutating func checkReferences(of switches: [Switch], _ node: YAMLNode) {
    let keys = Set(switches.map(\.key))
    for toggle in node["switches"].map({ Array($0.entries) }) ?? [] {
      for effect in toggle.value["turnsOn"].map({ Array($0.elements) }) ?? [] {
        for condition in [effect["with"], effect["unless"]].compactMap(\.self) {
          guard let key = condition.text, !keys.contains(key) else { continue }
          error(
            "catalog-unknown-switch", "there is no switch '\(key)'", at: condition,
            remedy: Suggestion.nearest(to: key, among: keys, within: .misreading).map {
              "write '\($0)'"
            })
        }
      }
    }
  }
}
