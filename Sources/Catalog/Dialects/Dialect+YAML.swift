// SPDX-License-Identifier: Apache-2.0

package import YAMLSyntax

extension Dialect {
  /// The dialect as a catalog writes it.
  package var yaml: YAMLValue {
    .object([
      ("name", .string(name)),
      ("title", .string(title)),
      ("newest", .string(newest.description)),
      ("marks", .strings(marks)),
      ("always", .strings(always)),
      ("agents", .object(agents.map { ($0.chart.description, .string($0.agent.description)) })),
      ("switches", .object(switches.map { ($0.key, $0.yaml) })),
      ("keys", .strings(keys.sorted())),
    ])
  }
}

extension Switch {
  fileprivate var yaml: YAMLValue {
    var pairs: [(String, YAMLValue)] = []
    if let value = defaults.last?.value { pairs.append(("default", .bool(value))) }
    if parentMayBeBoolean { pairs.append(("parentMayBeBoolean", .bool(true))) }
    if let why { pairs.append(("why", .string(why))) }
    if let effect = effects.first, effects.count == 1, effect.with == nil, effect.unless == nil {
      pairs.append(("actions", .strings(effect.actions)))
    } else if effects.isEmpty {
      pairs.append(("actions", .sequence([])))
    } else {
      pairs.append(("turnsOn", .sequence(effects.map(\.yaml))))
    }
    return .object(pairs)
  }
}

extension Switch.Effect {
  fileprivate var yaml: YAMLValue {
    var pairs: [(String, YAMLValue)] = []
    if let with { pairs.append(("with", .string(with))) }
    if let unless { pairs.append(("unless", .string(unless))) }
    pairs.append(("actions", .strings(actions)))
    return .object(pairs)
  }
}
