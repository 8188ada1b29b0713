// SPDX-License-Identifier: Apache-2.0

package import YAMLSyntax

extension Dialect {
  /// The dialect as a catalog writes it.
  package var yaml: YAMLValue {
    func texts(_ texts: some Sequence<String>) -> YAMLValue { .sequence(texts.map { .string($0) }) }
    return .mapping([
      YAMLValue.Entry("name", .string(name)),
      YAMLValue.Entry("title", .string(title)),
      YAMLValue.Entry("newest", .string(newest.description)),
      YAMLValue.Entry("marks", texts(marks)),
      YAMLValue.Entry("always", texts(always)),
      YAMLValue.Entry(
        "agents",
        .mapping(
          agents.map {
            YAMLValue.Entry($0.chart.description, .string($0.agent.description))
          })),
      YAMLValue.Entry(
        "switches", .mapping(switches.map { YAMLValue.Entry($0.key, $0.yaml) })),
      YAMLValue.Entry("keys", texts(keys.sorted())),
    ])
  }
}

extension Switch {
  fileprivate var yaml: YAMLValue {
    var entries: [YAMLValue.Entry] = []
    if let value = defaults.last?.value { entries.append(YAMLValue.Entry("default", .bool(value))) }
    if parentMayBeBoolean { entries.append(YAMLValue.Entry("parentMayBeBoolean", .bool(true))) }
    if let why { entries.append(YAMLValue.Entry("why", .string(why))) }
    if let effect = effects.first, effects.count == 1, effect.with == nil, effect.unless == nil {
      entries.append(YAMLValue.Entry("actions", .sequence(effect.actions.map { .string($0) })))
    } else if effects.isEmpty {
      entries.append(YAMLValue.Entry("actions", .sequence([])))
    } else {
      entries.append(YAMLValue.Entry("turnsOn", .sequence(effects.map(\.yaml))))
    }
    return .mapping(entries)
  }
}

extension Switch.Effect {
  fileprivate var yaml: YAMLValue {
    var entries: [YAMLValue.Entry] = []
    if let with { entries.append(YAMLValue.Entry("with", .string(with))) }
    if let unless { entries.append(YAMLValue.Entry("unless", .string(unless))) }
    entries.append(YAMLValue.Entry("actions", .sequence(actions.map { .string($0) })))
    return .mapping(entries)
  }
}
