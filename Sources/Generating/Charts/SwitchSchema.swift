// SPDX-License-Identifier: Apache-2.0

import Catalog
import YAMLSyntax

/// The switches of a chart as JSON Schema.
struct SwitchSchema {
  let catalog: Catalog

  /// One switch: true, false or null, which is off.
  func schema(of toggle: Switch) -> [YAMLValue.Entry] {
    [
      YAMLValue.Entry("description", .string(Self.description(of: toggle, catalog))),
      YAMLValue.Entry("type", .strings(["boolean", "null"])),
    ]
  }

  /// The mapping that holds these switches and nothing else.
  func mapping(of switches: [Switch], parent: String) -> [YAMLValue.Entry] {
    let mayBeBoolean = switches.contains(where: \.parentMayBeBoolean)
    let types = (mayBeBoolean ? ["boolean"] : []) + ["object", "null"]
    var entries = [
      YAMLValue.Entry("type", .strings(types)),
      YAMLValue.Entry(
        "properties",
        .object(switches.map { (SwitchConditions.last(of: $0.key), .mapping(schema(of: $0))) })),
      YAMLValue.Entry("additionalProperties", .bool(false)),
    ]
    let rules = requirements(among: switches)
    if !rules.isEmpty { entries.append(YAMLValue.Entry("allOf", .sequence(rules))) }
    return entries
  }

  /// For each switch of an action that carries out another on its way: that one must not be
  /// switched off beside it, unless a switch of several turns it on.
  private func requirements(among switches: [Switch]) -> [YAMLValue] {
    var rules: [YAMLValue] = []
    for toggle in switches {
      let own = Set(toggle.effects.flatMap(\.actions))
      let required = Set(
        own.compactMap(catalog.action).flatMap(catalog.requirements).map(\.id)
      ).subtracting(own)
      for id in required.sorted() {
        let providers = switches.filter { $0.effects.contains { $0.actions.contains(id) } }
        guard
          let single = providers.min(by: {
            $0.effects.flatMap(\.actions).count < $1.effects.flatMap(\.actions).count
          })
        else { continue }
        let isNotOff = YAMLValue.object([("const", .bool(false))])
        var ways = [Self.property(single.key, "not", isNotOff, isRequired: false)]
        for other in providers where other.key != single.key {
          ways.append(Self.property(other.key, "const", .bool(true), isRequired: true))
        }
        rules.append(
          .object([
            ("if", Self.property(toggle.key, "const", .bool(true), isRequired: true)),
            ("then", ways.count == 1 ? ways[0] : .object([("anyOf", .sequence(ways))])),
          ]))
      }
    }
    return rules
  }

  private static func property(
    _ key: String, _ keyword: String, _ value: YAMLValue, isRequired: Bool
  ) -> YAMLValue {
    let name = SwitchConditions.last(of: key)
    let properties = YAMLValue.object([(name, .object([(keyword, value)]))])
    guard isRequired else { return .object([("properties", properties)]) }
    return .object([
      ("type", .string("object")), ("properties", properties), ("required", .strings([name])),
    ])
  }

  /// What a switch turns on, in a line.
  static func description(of toggle: Switch, _ catalog: Catalog) -> String {
    let ids = toggle.effects.flatMap(\.actions)
    let actions = ids.compactMap(catalog.action)
    guard actions.count != 1, !actions.isEmpty else {
      guard let action = actions.first else { return toggle.why ?? "Conditions other values." }
      var text = action.title
      if let risk = action.risk ?? action.unbounded { text += ": \(risk)" }
      return text + "."
    }
    let names = ids.count > 6 ? ids.prefix(5) + ["\(ids.count - 5) more"] : ids[...]
    return "Switches on \(names.joined(separator: ", "))."
  }
}
