// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Diagnostics
import Manifests
import RBAC
import YAMLSyntax

/// What roles come to, what is worst first.
package struct RolesReport {
  private let roles: [RoleSummary]

  package init(_ roles: [RoleSummary]) { self.roles = roles }

  package func text(_ style: TextStyle) -> String {
    guard !roles.isEmpty else { return "no roles\n" }
    return style.fitted(roles.map { section($0, style) }.sections)
  }

  private func section(_ role: RoleSummary, _ style: TextStyle) -> [ShownText] {
    let place = role.range.map { " (\($0.file):\($0.start.line))" } ?? ""
    var lines: [ShownText] = [
      "\(style.bold("\(role.role.title)"))\(place), \(Self.bound(role))",
      "  risk: \(Self.paint(role.risk.level, "\(role.risk.sentence)", style))",
    ]
    lines += role.rules.map { "  \(AccessPhrase(PolicyRule.unscoped($0)).grant)" }
    if role.rules.isEmpty { lines.append("  no rules") }
    if role.isOpen { lines.append("  \(Self.open)") }
    return lines
  }

  private static let open = "perhaps more: it aggregates by labels that no role here has"

  private static func paint(
    _ level: GrantRisk.Level, _ text: ShownText, _ style: TextStyle
  ) -> ShownText {
    switch level {
    case .everything: style.bad(text)
    case .escalation, .influence: style.doubtful(text)
    case .none: style.good(text)
    }
  }

  /// `bound cluster-wide`, `bound in shop, komodor`, `not bound`.
  private static func bound(_ role: RoleSummary) -> String {
    guard let first = role.bound.first else { return "not bound" }
    if first == .cluster { return "bound cluster-wide" }
    let names = role.bound.map { $0.isUnknown ? Scope.unknownNamespace : $0.namespace ?? "" }
    return "bound in \(names.joined(separator: ", "))"
  }

  package var markdown: String {
    guard !roles.isEmpty else { return "### Roles\n\nNone.\n" }
    var page = MarkdownPage("### Roles\n\n")
    page.add(
      "| role | bound | risk | rules |\n| --- | --- | --- | --- |\n",
      rows: roles.map { role in
        let rules = role.rules.map {
          MarkdownText.cell(AccessPhrase(PolicyRule.unscoped($0)).grant)
        }
        let more = role.isOpen ? [Self.open] : []
        return "| \(MarkdownText.cell(role.role.title)) | \(MarkdownText.cell(Self.bound(role))) | "
          + "\(MarkdownText.cell(role.risk.sentence)) | "
          + "\((rules + more).joined(separator: "<br>")) |\n"
      })
    return page.text()
  }

  package var json: String {
    JSONEmitter.document(
      .object([
        ("schemaVersion", .integer(1)), ("roles", .sequence(roles.map(Self.entry))),
      ]))
  }

  private static func entry(_ role: RoleSummary) -> YAMLValue {
    .object([
      ("kind", .string(role.role.kind)),
      ("namespace", role.role.namespace.isEmpty ? .null : .string(role.role.namespace)),
      ("name", .string(role.role.name)),
      ("at", role.range.map { .string($0.description) } ?? .null),
      ("bound", .strings(role.bound.map { $0.namespace ?? "cluster" })),
      ("rules", .sequence(role.rules.map(\.rule.yaml))),
      ("perhapsMore", .bool(role.isOpen)),
      ("risk", role.risk.tree),
    ])
  }
}

extension PolicyRule {
  /// A role says where it is: its rules need not.
  fileprivate static func unscoped(_ rule: ScopedRule) -> ScopedRule {
    ScopedRule(rule: rule.rule, scope: .cluster)
  }
}

extension GrantRisk {
  /// As reports write it.
  var tree: YAMLValue {
    .object([
      ("level", .string(level.rawValue)),
      (
        "yields",
        .sequence(
          yields.map { yield in
            .object([
              ("what", .string(yield.words)), ("routes", .strings(yield.routes)),
              ("certainty", .string(yield.certainty.rawValue)),
            ])
          })
      ),
    ])
  }
}
