// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Catalog
import Diagnostics
import Manifests
import RBAC

/// Whether an upgrade can be made, as a page to look at: what keeps it, then what to do, then what
/// every action would ask for.
package struct ReadinessHTML {
  private let readiness: Readiness

  package init(_ readiness: Readiness) { self.readiness = readiness }

  package var text: String {
    HTMLPage(
      title: "Upgrade of \(readiness.agent)", verdict: verdict, status, facts: facts,
      tables: [
        HTMLTable(
          "What keeps it", column: "Obstacle", status: .missing, lines: readiness.obstacles),
        HTMLTable(
          "Bindings that an API server would not change", column: "Binding", status: .error,
          lines: readiness.roleRefs.map(\.phrase)),
        refused, opened, steps("To make it ready", readiness.steps),
        steps("Then upgrade", readiness.upgrade), newNeeds,
        AccessMatrix(readiness.actions).table("Access after it"),
      ] + changes + [
        HTMLTable(
          "Undetermined", column: "What could not be known", status: .undetermined,
          lines: GroupedNotes(readiness.undetermined).sentences),
        HTMLTable(
          "To know", column: "Note", lines: GroupedNotes(readiness.notes).sentences),
      ]
    ).text()
  }

  private var status: HTMLStatus {
    switch readiness.verdict {
    case .ready: readiness.nothingJudged == nil ? .granted : .note
    case .notReady: .missing
    case .undetermined: .undetermined
    }
  }

  private var verdict: String {
    let (word, reasons) = readiness.headline
    return reasons.isEmpty ? word : "\(word): \(reasons.joined(separator: "; "))"
  }

  private var facts: [(String, String)] {
    let (old, new) = (readiness.from, readiness.to)
    return [
      ("agent", "\(old.agent) → \(new.agent)"),
      ("chart", "\(old.chart ?? "-") → \(new.chart ?? "-")"),
      ("Kubernetes", "\(old.kubernetes) → \(new.kubernetes)"),
      ("account", readiness.account?.description ?? "whoever the roles are bound to"),
      ("actions from", readiness.source), ("catalog", readiness.catalog),
    ]
  }

  private var refused: HTMLTable {
    let rows = readiness.actions.filter { $0.verdict != .granted }.enumerated().sorted {
      (VerificationText.rank($0.element.verdict), $0.offset)
        < (VerificationText.rank($1.element.verdict), $1.offset)
    }.map(\.element)
    return HTMLTable(
      "Actions that would not work", columns: ["Action", "Status", "Needs"],
      rows: rows.map { result in
        HTMLTable.Row([
          HTMLTable.Cell(result.id),
          HTMLTable.Cell(
            HTMLStatus(result.verdict), evidence: GroupedNotes(result.notes).sentences),
          HTMLTable.Cell(result.missing.map(\.phrase.need).joined(separator: "; ")),
        ])
      })
  }

  private var opened: HTMLTable {
    HTMLTable(
      "New ways to more", columns: ["What", "Status"],
      rows: readiness.opened.map { result in
        HTMLTable.Row([
          HTMLTable.Cell(result.sentence),
          HTMLTable.Cell(.possible, evidence: ReachText.lines(of: result.path)),
        ])
      })
  }

  private func steps(_ title: String, _ steps: [Readiness.Step]) -> HTMLTable {
    let scripts = steps.enumerated().map { number, step in
      "# \(number + 1). \(DisplayText.safe(step.title))\n" + (step.command.map { "\($0)\n" } ?? "")
    }
    return HTMLTable(title, columns: [], code: scripts.joined())
  }

  private var newNeeds: HTMLTable {
    HTMLTable(
      "New needs", columns: ["Rule", "Status", "Actions"],
      rows: readiness.newNeeds.map { need in
        HTMLTable.Row([
          HTMLTable.Cell(AccessPhrase(need.rule).grant), HTMLTable.Cell(HTMLStatus(need.verdict)),
          HTMLTable.Cell(need.actions.joined(separator: ", ")),
        ])
      })
  }

  private var changes: [HTMLTable?] {
    let rights = readiness.rights.map { right in
      let status: HTMLStatus =
        switch right.answer {
        case .allowed: .granted
        case .refused: .missing
        case .undetermined: .undetermined
        }
      return HTMLTable.Row([
        HTMLTable.Cell(right.title),
        HTMLTable.Cell(right.answer.rawValue, status, evidence: right.reasons),
      ])
    }
    return [
      HTMLTable("Switched on by it", column: "Action", lines: readiness.switchedOn),
      HTMLTable("Switched off by it", column: "Action", lines: readiness.switchedOff),
      HTMLTable(
        "Values", column: "Change",
        lines: readiness.values.map { "\($0.key) \(ReadinessText.phrase($0))" }),
      HTMLTable(
        "Who may grant it: \(readiness.granter ?? "you")", columns: ["Step", "Status"],
        rows: rights),
      HTMLTable(
        "No longer needed", column: "Rule",
        lines: readiness.droppedNeeds.map { AccessPhrase($0).grant }),
      HTMLTable(
        "Of no use any more", column: "Rule", status: .note,
        lines: readiness.inert.map { "\(AccessPhrase($0.rule).grant): \($0.reason)" }),
    ]
  }
}
