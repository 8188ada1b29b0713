// SPDX-License-Identifier: Apache-2.0

package import Analysis
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

  /// - Parameters:
  ///   - gained: titles of the agent's actions that are possible now and were not before.
  ///   - lost: titles of those that were possible and are not any more.
  ///   - reach: what somebody comes to now, or does not any more.
  ///   - roleRefs: bindings that an API server would not let be changed.
  package init(
    _ diff: RoleDiff, gained: [String], lost: [String], reach: ReachChange? = nil,
    roleRefs: [RoleRefConflict] = []
  ) {
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
      ]))
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
    guard !isEmpty else { return "no difference\n" }
    if detail == .quiet { return style.fitted(verdict(style)) }
    var text: ShownText = ""
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

  var counts: String {
    let rules = diff.added.count == 1 ? "rule" : "rules"
    return "\(diff.added.count) \(rules) added, \(diff.removed.count) removed"
  }

  private func verdict(_ style: TextStyle) -> ShownText {
    var line: ShownText = "\(counts)"
    let ways = reach?.opened.count ?? 0
    if ways > 0 {
      let goals = reach?.opened.map(\.result.goal.id).distinct
      let shown = goals?.prefix(3).joined(separator: ", ") ?? ""
      let more = (goals?.count ?? 0) > 3 ? ", …" : ""
      let title = "\(ways) new way\(ways == 1 ? "" : "s") to more: \(shown)\(more)"
      line += "; \(style.bad("\(title)"))"
    }
    if !roleRefs.isEmpty { line += "; \(style.bad("an apply is refused"))" }
    return line + "\n"
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
      return "### rolefit diff: no difference\n\nNo difference in permissions.\n"
    }
    var page = MarkdownPage("### rolefit diff: \(counts)\n\n")
    page.add(
      "",
      rows: (reach?.opened ?? []).map {
        "- ⚠ **\(MarkdownText.cell(Self.sentence($0)))**\n"
      }
        + (reach?.closed ?? []).map {
          "- \(MarkdownText.cell(Self.sentence($0))): no more\n"
        }
        + roleRefs.map {
          "- ⚠ **an apply is refused**: \(MarkdownText.cell($0.phrase)); \(Self.remedy)\n"
        })
    if gained.isEmpty, lost.isEmpty {
      page.add("Permissions change, and no action is gained or lost.\n")
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
}
