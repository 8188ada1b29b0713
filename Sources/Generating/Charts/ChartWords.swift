// SPDX-License-Identifier: Apache-2.0

import Catalog
import YAMLSyntax

/// What the files of `templates/chart` leave open, by the names of their holes.
struct ChartWords {
  /// As the text of any file has it.
  let inText: [String: String]
  private let template: RulesTemplate
  private let catalog: Catalog
  private let chart: ChartDialect

  init(
    catalog: Catalog, chart: ChartDialect, context: NeedContext, origin: ChartFolder.Origin
  ) {
    let name = chart.dialect.name
    self.catalog = catalog
    self.chart = chart
    inText = [
      "AGENT": name, "ROOT": chart.root, "TITLE": catalog.agent.title,
      "NAMESPACE": catalog.agent.namespace ?? name,
      "CHART_VERSION": chart.dialect.newest.description, "AGENT_VERSION": origin.agentVersion,
      "CATALOG": origin.catalog, "KUBERNETES_VERSION": origin.kubernetesVersion,
    ]
    template = RulesTemplate(
      catalog: catalog, dialect: DialectVersion(dialect: chart.dialect, chart: chart.dialect.newest),
      context: context, serviceAccount: "{{ include \"\(name).serviceAccountName\" . }}")
  }

  /// As scalars, for `Chart.yaml`, which Helm does not render.
  var inYAML: [String: String] {
    var words = inText
    for key in ["CHART_VERSION", "AGENT_VERSION", "CATALOG", "KUBERNETES_VERSION"] {
      words[key] = words[key].map { String(YAMLEmitter.text(.string($0)).dropLast()) }
    }
    words["TITLE"] = words["TITLE"].map(Self.plain)
    return words
  }

  /// The text without what would end a line or a plain scalar.
  private static func plain(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return String(words.map { "{}#:\"'".contains($0) ? " " : $0 })
  }

  /// For `templates/_rules.tpl`: what the switches turn on, as the body of named templates.
  var rules: [String: String] {
    [
      "RULES_OF_CLUSTER": template.blocks(.cluster),
      "RULES_WHERE_WATCHED": template.blocks(.watched),
      "RULES_OF_OWN_NAMESPACE": template.blocks(.own),
      "ACTIONS_ON": template.list(catalog.actions),
      "CAPABILITIES_ON": template.list(catalog.capabilities),
      "ACTIONS_SETTING": actionsSetting,
    ]
  }

  /// The operand that is the agent's own setting of its actions: which groups have one that is on,
  /// or, where there are no groups, the actions that are on.
  private var actionsSetting: String {
    guard !chart.groups.isEmpty else { return "compact $on" }
    let groups = chart.groups.map { toggle in
      let terms = toggle.effects.flatMap(\.actions).map { id in
        "(has \(SwitchConditions.quoted(id)) $on)"
      }
      return SwitchConditions.quoted(SwitchConditions.last(of: toggle.key))
        + " (or \(terms.joined(separator: " ")))"
    }
    return "dict \(groups.joined(separator: " "))"
  }
}
