// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Diagnostics
import Manifests
import RBAC
import YAMLSyntax

/// What a user may do, as a table with kubectl's columns and as data.
package struct AccessListReport {
  let list: AccessList
  private let showsSources: Bool

  /// - Parameter showsSources: whether each row says what gives it.
  package init(_ list: AccessList, showsSources: Bool) {
    self.list = list
    self.showsSources = showsSources
  }

  private var showsNamespaces: Bool { list.place == .everywhere }

  /// As `kubectl auth can-i --list` prints it, a resource a line.
  ///
  /// Source: k8s.io/kubectl, `printAccess` in pkg/cmd/auth/cani.go.
  package func text(_ style: TextStyle) -> String {
    var text: ShownText = ""
    if list.isSuperuser {
      text += "in the group system:masters: may do anything, whatever is listed\n\n"
    }
    text += table(list.rows, style)
    if !list.inert.isEmpty {
      text += "\nlisted by an API server too, and refused: no request for a path has a namespace\n"
      text += table(list.inert, style)
    }
    if !list.possible.isEmpty {
      text +=
        "\nperhaps besides: what the default roles of this version grant is not known exactly\n"
      text += table(list.possible, style)
    }
    if !list.undetermined.isEmpty { text += "\nundetermined: the list may be incomplete\n" }
    for reason in list.undetermined { text += "  \(reason)\n" }
    return style.fitted(text)
  }

  private func table(_ rows: [AccessList.Row], _ style: TextStyle) -> ShownText {
    var columns = TextColumns(gap: 3, rows: [heading])
    for row in rows {
      for line in lines(row) {
        let sources = row.sources.map(Self.title)
        columns.rows.append(line + (showsSources ? [sources.first ?? ""] : []))
        for source in sources.dropFirst() {
          columns.rows.append(line.map { _ in "" } + [source])
        }
      }
    }
    return columns.text(within: style.width)
  }

  private var heading: [String] {
    (showsNamespaces ? ["Namespace"] : [])
      + ["Resources", "Non-Resource URLs", "Resource Names", "Verbs"]
      + (showsSources ? ["From"] : [])
  }

  /// The cells of a rule, a resource or a path a line.
  private func lines(_ row: AccessList.Row) -> [[String]] {
    let rule = row.rule.rule
    let place = showsNamespaces ? [Self.title(row.rule.scope)] : []
    let verbs = Self.list(rule.verbs)
    let resources = rule.qualifiedResources
    return resources.map { place + [$0, "[]", Self.list(rule.resourceNames), verbs] }
      + rule.nonResourceURLs.map { place + ["", "[\($0)]", "[]", verbs] }
  }

  private static func list(_ words: [String]) -> String {
    "[\(words.joined(separator: " "))]"
  }

  static func title(_ scope: Scope) -> String {
    scope.shownNamespace ?? "*"
  }

  /// `RoleBinding 'shop/x' of ClusterRole 'y' (rbac.yaml:12)`.
  static func title(_ source: AccessList.Source) -> String {
    "\(source.binding.title) of \(source.role.title)"
      + (source.rulePlace.map { " (\($0.file):\($0.start.line))" } ?? "")
  }

  package var markdown: String {
    var page = MarkdownPage("### What \(MarkdownText.cell(list.user.name)) may do\n\n")
    if list.isSuperuser { page.add("In the group `system:masters`: anything.\n\n") }
    page.add(markdownHead, rows: list.rows.flatMap(markdownRows))
    page.add(
      "\nListed by an API server too, and refused: no request for a path has a namespace.\n\n"
        + markdownHead, rows: list.inert.flatMap(markdownRows))
    page.add(
      "\nPerhaps besides:\n\n",
      rows: list.possible.map {
        "- \(MarkdownText.cell(AccessPhrase($0.rule).grant))\n"
      })
    page.add(title: "Undetermined", lines: list.undetermined)
    return page.text()
  }

  private var markdownHead: String {
    "| \(heading.joined(separator: " | ")) |\n|\(heading.map { _ in " --- |" }.joined())\n"
  }

  private func markdownRows(_ row: AccessList.Row) -> [String] {
    lines(row).map { cells in
      let sources = row.sources.map { MarkdownText.cell(Self.title($0)) }
      let all =
        cells.map { $0.isEmpty || $0 == "[]" ? "" : MarkdownText.code($0) }
        + (showsSources ? [sources.joined(separator: "<br>")] : [])
      return "| \(all.joined(separator: " | ")) |\n"
    }
  }

  package var json: String {
    JSONEmitter.document(
      .object([
        ("schemaVersion", .integer(1)),
        (
          "subject",
          .object([
            ("user", .string(list.user.name)), ("groups", .strings(list.user.groups)),
            ("superuser", .bool(list.isSuperuser)),
          ])
        ),
        ("namespace", list.place.namespace.map { .string($0) } ?? .null),
        ("rules", .sequence(list.rows.map(entry))),
        ("inert", .sequence(list.inert.map(entry))),
        ("possible", .sequence(list.possible.map(\.rule.yaml))),
        ("undetermined", .strings(list.undetermined)),
      ]))
  }

  private func entry(_ row: AccessList.Row) -> YAMLValue {
    guard showsSources else { return row.rule.yaml }
    return .object([
      ("rule", row.rule.yaml),
      ("grantedBy", .sequence(row.sources.map(Self.entry))),
    ])
  }

  private static func entry(_ source: AccessList.Source) -> YAMLValue {
    .object([
      ("binding", entry(source.binding)), ("role", entry(source.role)),
      ("ruleAt", source.rulePlace.map { .string($0.description) } ?? .null),
      ("bindingAt", source.bindingPlace.map { .string($0.description) } ?? .null),
    ])
  }

  private static func entry(_ object: ObjectReference) -> YAMLValue {
    .object([
      ("kind", .string(object.kind)),
      ("namespace", object.namespace.isEmpty ? .null : .string(object.namespace)),
      ("name", .string(object.name)),
    ])
  }
}
