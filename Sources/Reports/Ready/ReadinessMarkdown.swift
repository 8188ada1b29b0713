// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Catalog
import Diagnostics
import Manifests
import RBAC
import YAMLSyntax

/// The report of `rolefit ready` for a change request or a ticket.
package struct ReadinessMarkdown {
  private let readiness: Readiness

  package init(_ readiness: Readiness) { self.readiness = readiness }

  package var text: String {
    var page = MarkdownPage(heading)
    for section in sections {
      page.add(
        "\n### \(cell(section.title))\n\n", rows: section.lines.map { "- \(cell($0))\n" })
    }
    add("To make it ready", readiness.steps, to: &page)
    add("Then upgrade", readiness.upgrade, to: &page)
    return page.text()
  }

  private var heading: String {
    let (verdict, reasons) = readiness.headline
    let because = reasons.isEmpty ? "" : ": \(reasons.joined(separator: "; "))"
    func row(_ name: String, _ old: String?, _ new: String?) -> String {
      "| \(name) | \(cell(old ?? "-")) | \(cell(new ?? "-")) |\n"
    }
    return "## Upgrade of \(cell(readiness.agent)): \(verdict)\(cell(because))\n\n"
      + "| | before | after |\n| --- | --- | --- |\n"
      + row("agent", readiness.from.agent, readiness.to.agent)
      + row("chart", readiness.from.chart, readiness.to.chart)
      + row("Kubernetes", readiness.from.kubernetes, readiness.to.kubernetes)
  }

  private struct Section {
    var title: String
    var lines: [String]
  }

  private var sections: [Section] {
    [
      Section(title: "Switched on", lines: readiness.switchedOn),
      Section(title: "Switched off", lines: readiness.switchedOff),
      Section(
        title: "Actions that would not work",
        lines: readiness.actions.filter { $0.verdict != .granted }.map { result in
          let needs =
            result.missing.map(\.phrase.need)
            + (result.missing.isEmpty ? result.notes.map(\.message) : [])
          return "\(result.id): \(result.verdict.rawValue)"
            + (needs.isEmpty ? "" : ": " + needs.joined(separator: "; "))
        }),
      Section(
        title: "New needs",
        lines: readiness.newNeeds.map { need in
          "\(AccessPhrase(need.rule).grant): \(need.verdict.rawValue) "
            + "(\(need.actions.joined(separator: ", ")))"
        }),
      Section(
        title: "No longer needed", lines: readiness.droppedNeeds.map { AccessPhrase($0).grant }),
      Section(
        title: "Of no use any more",
        lines: readiness.inert.map { "\(AccessPhrase($0.rule).grant): \($0.reason)" }),
      Section(
        title: "Values",
        lines: readiness.values.map { "\($0.key) \(ReadinessText.phrase($0))" }),
      Section(title: "Bindings", lines: readiness.roleRefs.map(\.phrase)),
      Section(
        title: "Who may grant it: \(readiness.granter ?? "")",
        lines: readiness.rights.map { right in
          ([right.title + ": " + right.answer.rawValue] + right.reasons).joined(separator: "; ")
        }),
      Section(
        title: "To know",
        lines: GroupedNotes(
          (readiness.undetermined + readiness.notes).map { Diagnostic.Note($0.message) }
        ).sentences),
    ]
  }

  /// Adds steps, each of which stands there whole or not at all.
  private func add(_ title: String, _ steps: [Readiness.Step], to page: inout MarkdownPage) {
    let scripts = steps.enumerated().map { number, step in
      "# \(number + 1). \(DisplayText.safe(step.title))\n" + (step.command.map { "\($0)\n" } ?? "")
    }
    // A fence longer than any run of backquotes inside.
    var fence = "```"
    while scripts.contains(where: { $0.contains(fence) }) { fence += "`" }
    page.add(
      "\n### \(title)\n\n\(fence)sh\n", rows: scripts, foot: "\(fence)\n", isCode: true)
  }

  private func cell(_ text: String) -> String { MarkdownText.cell(text) }
}
