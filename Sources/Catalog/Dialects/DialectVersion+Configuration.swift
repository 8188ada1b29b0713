// SPDX-License-Identifier: Apache-2.0

package import YAMLSyntax

extension DialectVersion {
  /// The agent's configuration as the chart writes it from these values; `nil` where nobody
  /// recorded how. What the values do not say is left out.
  package func configuration(of values: YAMLValue) -> YAMLValue? {
    guard let config = dialect.config else { return nil }
    var tree = YAMLValue.mapping([])
    for setting in config.values + config.implied {
      guard let value = values.value(at: setting.value) else { continue }
      tree.insert(value, at: setting.path)
    }
    return tree
  }
}

extension Dialect {
  /// The chart version to assume for an agent, from what is on record: the newest one that is known
  /// to differ from others and shipped no newer agent. `nil` for an agent so new that the newest
  /// chart is as good.
  package func chartVersion(shipping agent: AgentVersion) -> ChartVersion? {
    guard let after = agents.first(where: { $0.agent > agent })?.chart else { return nil }
    return recordedVersions.last { $0 < after }
  }

  /// Every version that something in the dialect changed in, oldest first.
  package var recordedVersions: [ChartVersion] {
    var versions = Set(agents.map(\.chart))
    for toggle in switches {
      let spans = [toggle.versions] + toggle.effects.map(\.versions)
      versions.formUnion(spans.flatMap { [$0.from, $0.until] }.compactMap(\.self))
      versions.formUnion(toggle.defaults.compactMap(\.from))
    }
    return versions.sorted()
  }
}

extension YAMLValue {
  /// The value at a dotted path. A boolean in place of a mapping means its entry `enabled`, as
  /// charts had it before they had more to say.
  package func value(at path: String) -> YAMLValue? {
    var value = self
    var rest = path.split(separator: ".")[...]
    while let key = rest.first {
      if case .bool = value, rest.elementsEqual(["enabled"]) { return value }
      guard case .mapping(let entries) = value,
        let entry = entries.first(where: { $0.key == key })
      else { return nil }
      value = entry.value
      rest = rest.dropFirst()
    }
    return value
  }

  /// Puts a value at a dotted path of a mapping, after what is there.
  package mutating func insert(_ value: YAMLValue, at path: String) {
    insert(value, at: path.split(separator: ".").map(String.init)[...])
  }

  private mutating func insert(_ value: YAMLValue, at path: ArraySlice<String>) {
    guard let key = path.first else {
      self = value
      return
    }
    var entries: [Entry] = []
    if case .mapping(let present) = self { entries = present }
    if let place = entries.firstIndex(where: { $0.key == key }) {
      entries[place].value.insert(value, at: path.dropFirst())
    } else {
      var below = YAMLValue.mapping([])
      below.insert(value, at: path.dropFirst())
      entries.append(Entry(key, below))
    }
    self = .mapping(entries)
  }
}
