// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Diagnostics
import Manifests
import RBAC
import YAMLSyntax

/// The reports of `rolefit diff`.
package struct RoleDiffReport {
  let diff: RoleDiff
  let gained: [String]
  let lost: [String]
  let reach: ReachChange?
  let roleRefs: [RoleRefConflict]
  let basis: DiffBasis?

  /// - Parameters:
  ///   - gained: titles of the agent's actions that are possible now and were not before.
  ///   - lost: titles of those that were possible and are not any more.
  ///   - reach: what somebody comes to now, or does not any more.
  ///   - roleRefs: bindings that an API server would not let be changed.
  ///   - basis: what the sides were judged by.
  package init(
    _ diff: RoleDiff, gained: [String], lost: [String], reach: ReachChange? = nil,
    roleRefs: [RoleRefConflict] = [], basis: DiffBasis? = nil
  ) {
    self.basis = basis
    self.reach = reach
    self.roleRefs = roleRefs
    self.diff = diff
    self.gained = gained
    self.lost = lost
  }

  package var json: String {
    JSONEmitter.document(
      .object([
        ("schemaVersion", .integer(1)),
        ("added", .sequence(diff.added.map(\.yaml))),
        ("removed", .sequence(diff.removed.map(\.yaml))),
        (
          "subjects",
          .sequence(
            diff.subjects.map { change in
              .object([
                ("subject", .string(change.subject)),
                ("scope", .string(change.scope.namespace ?? "cluster")),
                ("added", .sequence(change.added.map(\.yaml))),
                ("removed", .sequence(change.removed.map(\.yaml))),
                ("cause", .string(change.cause.rawValue)),
              ])
            })
        ),
        (
          "actions",
          .object([
            ("added", .strings(gained)),
            ("removed", .strings(lost)),
          ])
        ),
        (
          "reach",
          .object([
            ("opened", .sequence((reach?.opened ?? []).map(Self.goal))),
            ("closed", .sequence((reach?.closed ?? []).map(Self.goal))),
          ])
        ), ("roleRefs", .sequence(roleRefs.map(\.tree))),
        ("basis", .string(basis?.judgesBindings == false ? "roles" : "bindings")),
        ("unboundSide", basis?.unboundSide.map { .string($0.rawValue) } ?? .null),
        ("unboundRoles", .sequence((basis?.unboundRoles ?? []).map(Self.tree))),
      ]))
  }

  private static func tree(_ role: DiffBasis.UnboundRole) -> YAMLValue {
    var fields: [(String, YAMLValue)] = [
      ("role", .string(role.title)), ("change", .string(role.change.rawValue)),
    ]
    if let range = role.range {
      fields += [("file", .string(range.file)), ("line", .integer(Int64(range.start.line)))]
    }
    return .object(fields)
  }

  private static func goal(_ change: ReachChange.Change) -> YAMLValue {
    .object([
      ("subject", change.subject.map { .string($0) } ?? .null),
      ("id", .string(change.result.goal.id)),
      ("certainty", change.result.certainty.map { .string($0.rawValue) } ?? .null),
      ("path", .sequence(change.result.path.map(ReachJSON.step))),
    ])
  }

  /// `ServiceAccount a:b comes to cluster-admin, by token-creation (decided)`.
  private static func sentence(_ change: ReachChange.Change) -> String {
    "\(change.subject ?? "whoever is bound") \(change.result.sentence)"
  }

  var isEmpty: Bool { diff.isEmpty && roleRefs.isEmpty && reach?.isEmpty ?? true }

  package func text(style: TextStyle, detail: TextDetail = .usual) -> String {
    var text = summaryLine(style)
    if detail == .quiet { return style.fitted(text) }
    for change in reach?.opened ?? [] {
      text += style.bad("! \(Self.sentence(change))")
      text += ReachText.steps(change.result.path) + "\n"
    }
    for change in reach?.closed ?? [] {
      text += style.good("! no longer: \(Self.sentence(change))") + "\n"
    }
    for conflict in roleRefs {
      text += style.bad("! an apply is refused: \(conflict.phrase)")
      text += conflict.range.map { style.faint(" (\($0))") } ?? ""
      text += "\n  \(Self.remedy)\n"
    }
    text += notes(style)
    for line in Self.some(gained) { text += style.good("+ \(line)") + "\n" }
    for line in Self.some(lost) { text += style.bad("- \(line)") + "\n" }
    for rule in diff.added { text += style.good("+ \(AccessPhrase(rule).grant)") + "\n" }
    for rule in diff.removed { text += style.bad("- \(AccessPhrase(rule).grant)") + "\n" }
    for change in diff.subjects {
      let scope = change.scope.place ?? "cluster-wide"
      text += "\(change.subject), \(scope), by its \(change.cause.rawValue):\n"
      for rule in change.added { text += style.good("  + \(AccessPhrase(rule).grant)") + "\n" }
      for rule in change.removed { text += style.bad("  - \(AccessPhrase(rule).grant)") + "\n" }
    }
    return style.fitted(text)
  }

  /// The first of many actions, and how many more there are.
  private static func some(_ titles: [String]) -> [String] {
    let most = 12
    let shown = titles.count > most + 1 ? titles.prefix(most) : titles[...]
    let more = titles.count - shown.count
    return shown.map { "action: \($0)" } + (more > 0 ? ["\(more) more actions"] : [])
  }

  private static let remedy = "delete the binding right before, or give the new one another name"

  /// For a pull request's comment: ways to more first, then actions, the rules folded away.
  package var markdown: String {
    guard !isEmpty else {
      var page = MarkdownPage("### rolefit diff: no difference\n\nNo difference in permissions.\n")
      page.add("\n", rows: noteRows)
      return page.text()
    }
    var page = MarkdownPage("### rolefit diff: \(summary)\n\n")
    page.add("", rows: firstRows)
    if gained.isEmpty, lost.isEmpty {
      page.add(
        "\(firstRows.isEmpty ? "" : "\n")Permissions change, and no action is gained or lost.\n")
    }
    page.add(
      "",
      rows: gained.map { "- **+ \(MarkdownText.cell($0))**\n" }
        + lost.map { "- **− \(MarkdownText.cell($0))**\n" })
    page.add(
      "\n<details><summary>\(counts)</summary>\n\n```diff\n",
      rows: diff.added.map { "+ \(DisplayText.safe(AccessPhrase($0).grant))\n" }
        + diff.removed.map { "- \(DisplayText.safe(AccessPhrase($0).grant))\n" },
      foot: "```\n\n</details>\n", isCode: true)
    page.add(
      "\n<details><summary>By subject</summary>\n"
        + "\n| subject | scope | cause | added | removed |\n| --- | --- | --- | --- | --- |\n",
      rows: diff.subjects.map { change in
        let added = change.added.map { MarkdownText.cell(AccessPhrase($0).grant) }
        let removed = change.removed.map { MarkdownText.cell(AccessPhrase($0).grant) }
        return "| \(MarkdownText.cell(change.subject)) | "
          + "\(MarkdownText.cell(change.scope.namespace ?? "cluster")) | "
          + "\(change.cause.rawValue) | \(added.joined(separator: "<br>")) | "
          + "\(removed.joined(separator: "<br>")) |\n"
      }, foot: "\n</details>\n")
    return page.text()
  }

  /// Ways to more, what an apply is refused for, and what was compared.
  private var firstRows: [String] {
    let opened = (reach?.opened ?? []).map { "- ⚠ **\(MarkdownText.cell(Self.sentence($0)))**\n" }
    let closed = (reach?.closed ?? []).map {
      "- \(MarkdownText.cell(Self.sentence($0))): no more\n"
    }
    let refused = roleRefs.map {
      "- ⚠ **an apply is refused**: \(MarkdownText.cell($0.phrase)); \(Self.remedy)\n"
    }
    return opened + closed + refused + noteRows
  }
}
