// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Manifests
import RBAC
import YAMLSyntax

/// The reports of `rolefit diff`.
package struct RoleDiffReport {
  private let diff: RoleDiff
  private let gained: [String]
  private let lost: [String]

  /// - Parameters:
  ///   - gained: titles of the agent's actions that are possible now and were not before.
  ///   - lost: titles of those that were possible and are not any more.
  package init(_ diff: RoleDiff, gained: [String], lost: [String]) {
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
      ]))
  }

  package func text(style: TextStyle) -> String {
    guard !diff.isEmpty else { return "no difference\n" }
    var text: ShownText = ""
    for title in gained { text += style.good("+ action: \(title)") + "\n" }
    for title in lost { text += style.bad("- action: \(title)") + "\n" }
    for rule in diff.added { text += style.good("+ \(AccessPhrase(rule).grant)") + "\n" }
    for rule in diff.removed { text += style.bad("- \(AccessPhrase(rule).grant)") + "\n" }
    for change in diff.subjects {
      let scope = change.scope.place ?? "cluster-wide"
      text += "\(change.subject), \(scope), by its \(change.cause.rawValue):\n"
      for rule in change.added { text += style.good("  + \(AccessPhrase(rule).grant)") + "\n" }
      for rule in change.removed { text += style.bad("  - \(AccessPhrase(rule).grant)") + "\n" }
    }
    return text.string
  }

  /// For a pull request's comment: the actions first, the rules folded away.
  package var markdown: String {
    guard !diff.isEmpty else {
      return "### rolefit diff: no difference\n\nNo difference in permissions.\n"
    }
    let rules = diff.added.count == 1 ? "rule" : "rules"
    let counts = "\(diff.added.count) \(rules) added, \(diff.removed.count) removed"
    var page = MarkdownPage("### rolefit diff: \(counts)\n\n")
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
