// SPDX-License-Identifier: Apache-2.0

package import Catalog
import Manifests
import RBAC
import YAMLSyntax

/// The actions of a catalog, with their rules and switches.
package struct CatalogListing {
  private let catalog: Catalog
  private let dialect: DialectVersion?
  private let context: NeedContext

  /// - Parameters:
  ///   - dialect: the chart whose switches are named; `nil` where the catalog knows none.
  ///   - context: the installation that the rules are for.
  package init(_ catalog: Catalog, dialect: DialectVersion?, context: NeedContext) {
    self.catalog = catalog
    self.dialect = dialect
    self.context = context
  }

  package var table: String {
    var rows = [["ID", "SINCE", "ACCESS", "VALUE", "TITLE"]]
    for action in catalog.actions {
      rows.append([
        action.id, action.since?.description ?? "", action.accessLevel.rawValue,
        switches(of: action).joined(separator: ", "), action.title,
      ])
    }
    return TextColumns(rows: rows).text.string
  }

  package var json: String { JSONEmitter.document(tree) }
  package var yaml: String { YAMLEmitter.text(tree) }

  /// The page `docs/actions.md`.
  package var markdown: String {
    var text: ShownText = "# What \(catalog.agent.title) does\n\n"
    text += "Printed by `rolefit actions -o markdown`; catalog \(catalog.agent.name)@"
    text += "\(catalog.version), agent \(context.agentVersion), Kubernetes \(context.kubernetes).\n"
    text += "\n## Actions\n"
    for action in catalog.actions { text += section(action) }
    text += "\n## Capabilities\n"
    for action in catalog.capabilities { text += section(action) }
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
      ("actions", .sequence(catalog.actions.map(entry))),
      ("capabilities", .sequence(catalog.capabilities.map(entry))),
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
    if let risk = action.risk { fields.append(("risk", .string(risk))) }
    fields.append(("evidence", .strings(action.evidence)))
    return .object(fields)
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
    if let risk = action.risk { text += "- Risk: \(MarkdownText.cell(risk)).\n" }
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
