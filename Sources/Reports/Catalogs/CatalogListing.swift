// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Catalog
import Manifests
import RBAC
import YAMLSyntax

/// The actions of a catalog, with their rules and switches.
package struct CatalogListing {
  private let catalog: Catalog
  private let actions: [Action]
  private let capabilities: [Action]
  private let risks: [String: GrantRisk]
  private let dialect: DialectVersion?
  private let context: NeedContext

  /// - Parameters:
  ///   - actions: those that are listed.
  ///   - capabilities: those that are listed.
  ///   - risks: what each comes to, by id.
  ///   - dialect: the chart whose switches are named; `nil` where the catalog knows none.
  ///   - context: the installation that the rules are for.
  package init(
    _ catalog: Catalog, actions: [Action], capabilities: [Action], risks: [String: GrantRisk],
    dialect: DialectVersion?, context: NeedContext
  ) {
    self.catalog = catalog
    self.actions = actions
    self.capabilities = capabilities
    self.risks = risks
    self.dialect = dialect
    self.context = context
  }

  package func table(_ style: TextStyle) -> String {
    var rows = [["ID", "SINCE", "ACCESS", "COMES TO", "VALUE", "TITLE"]]
    for action in actions {
      let level = risks[action.id]?.level ?? .none
      rows.append([
        action.id, action.since?.description ?? "", action.accessLevel.rawValue,
        level == .none ? "-" : level.rawValue,
        switches(of: action).joined(separator: ", "), action.title,
      ])
    }
    return style.fitted(TextColumns(rows: rows).text(within: style.width))
  }

  package var json: String { JSONEmitter.document(tree) }
  package var yaml: String { YAMLEmitter.text(tree) }

  /// The page `docs/actions.md`.
  package var markdown: String {
    var text: ShownText = "# What \(catalog.agent.title) does\n\n"
    text += "Printed by `rolefit actions -o markdown`; catalog \(catalog.agent.name)@"
    text += "\(catalog.version), agent \(context.agentVersion), Kubernetes \(context.kubernetes).\n"
    if !actions.isEmpty { text += "\n## Actions\n" }
    for action in actions { text += section(action) }
    if !capabilities.isEmpty { text += "\n## Capabilities\n" }
    for action in capabilities { text += section(action) }
    return text.string
  }

  private func switches(of action: Action) -> [String] {
    guard let dialect else { return [] }
    return catalog.switches(of: action.id, in: dialect).map(\.key)
  }

  private func rules(of action: Action) -> [ScopedRule] {
    catalog.rules(for: [action], in: context)
  }

  private var tree: YAMLValue {
    .object([
      ("catalog", .string("\(catalog.agent.name)@\(catalog.version)")),
      ("actions", .sequence(actions.map(entry))),
      ("capabilities", .sequence(capabilities.map(entry))),
      (
        "sets",
        .sequence(
          catalog.sets.map { set in
            .object([
              ("name", .string(set.name)), ("title", .string(set.title)),
              ("actions", .strings(set.actions)),
            ])
          })
      ),
    ])
  }

  private func entry(_ action: Action) -> YAMLValue {
    var fields: [(String, YAMLValue)] = [
      ("id", .string(action.id)), ("title", .string(action.title)),
      ("summary", .string(action.summary)),
      ("since", action.since.map { .string($0.description) } ?? .null),
      ("accessLevel", .string(action.accessLevel.rawValue)),
      ("values", .strings(switches(of: action))),
      ("requires", .strings(action.requires)),
      ("bounded", .bool(action.isBounded)),
      ("rules", .sequence(rules(of: action).map(\.yaml))),
    ]
    fields.append(("risk", .string(risk(of: action))))
    if let risk = risks[action.id] { fields.append(("comesTo", risk.tree)) }
    fields.append(("evidence", .strings(action.evidence)))
    return .object(fields)
  }

  /// What its rules come to in one namespace, and what can go wrong besides.
  private func risk(of action: Action) -> String {
    let risk = risks[action.id] ?? .harmless
    let own = action.risk.map { [$0] } ?? []
    if risk.level == .none, !own.isEmpty { return own[0] }
    let reached = risk.level == .none ? risk.sentence : "comes to \(risk.sentence)"
    return ([reached] + own).joined(separator: "; ")
  }

  private func section(_ action: Action) -> ShownText {
    var text: ShownText = "\n### `\(action.id)`\n\n\(MarkdownText.cell(action.title)): "
    text += "\(MarkdownText.cell(action.summary)).\n\n"
    text += "- Since agent \(action.since?.description ?? "the first"), "
    text += "access level *\(action.accessLevel.rawValue)*.\n"
    let switches = switches(of: action)
    if !switches.isEmpty {
      text += "- Switched on by \(switches.map(MarkdownText.code).joined(separator: ", ")).\n"
    }
    if !action.requires.isEmpty {
      text += "- Requires \(action.requires.map(MarkdownText.code).joined(separator: ", ")).\n"
    }
    text += "- Risk: \(MarkdownText.cell(risk(of: action))).\n"
    if let unbounded = action.unbounded {
      text += "- No minimal role: \(MarkdownText.cell(unbounded)).\n"
    }
    if !action.steps.isEmpty { text += "\n| request | why | |\n| --- | --- | --- |\n" }
    for step in action.steps {
      text += "| \(MarkdownText.code(step.request.description)) | \(MarkdownText.cell(step.why)) | "
      text += "\(step.isOptional ? "optional" : "") |\n"
    }
    let rules = rules(of: action)
    if !rules.isEmpty {
      text += "\n```yaml\n\(ShownText(lines: YAMLEmitter.text(.sequence(rules.map(\.yaml)))))```\n"
    }
    return text
  }
}
