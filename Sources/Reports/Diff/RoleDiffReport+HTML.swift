// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import RBAC

extension RoleDiffReport {
  /// The difference as a page to look at: ways to more first, then what an apply is refused for,
  /// actions, and a matrix of what each subject gains and loses.
  package var html: String {
    HTMLPage(
      title: "rolefit diff", verdict: summary, status,
      facts: basis?.sentence.map { [("Compared", $0)] } ?? [],
      tables: [
        ways("New ways to more", reach?.opened ?? [], .possible),
        HTMLTable(
          "An apply is refused", about: "An API server does not let a binding's role be changed.",
          columns: ["Binding", "Status", "Place"],
          rows: roleRefs.map { conflict in
            HTMLTable.Row([
              HTMLTable.Cell(conflict.phrase), HTMLTable.Cell("refused", .error),
              HTMLTable.Cell(conflict.range.map(\.description) ?? ""),
            ])
          }),
        actions, matrix, ways("Ways that are no more", reach?.closed ?? [], .granted),
        HTMLTable(
          "Roles that nobody has", about: "They differ, and no binding of either side names them.",
          columns: ["Role", "Change", "Place"],
          rows: (basis?.unboundRoles ?? []).map { role in
            HTMLTable.Row([
              HTMLTable.Cell(role.title), HTMLTable.Cell(role.change.rawValue, .note),
              HTMLTable.Cell(role.range.map(\.description) ?? ""),
            ])
          }),
      ]
    ).text()
  }

  private var status: HTMLStatus {
    if !(reach?.opened ?? []).isEmpty { return .possible }
    if !roleRefs.isEmpty { return .error }
    return diff.added.isEmpty ? .note : .warning
  }

  private func ways(
    _ title: String, _ changes: [ReachChange.Change], _ status: HTMLStatus
  ) -> HTMLTable {
    HTMLTable(
      title, columns: ["Subject", "Goal", "Status", "Way"],
      rows: changes.map { change in
        HTMLTable.Row([
          HTMLTable.Cell(change.subject ?? "whoever is bound"),
          HTMLTable.Cell(change.result.goal.id),
          HTMLTable.Cell(status == .possible ? "possible" : "no more", status),
          HTMLTable.Cell(
            change.result.sentence, evidence: ReachText.lines(of: change.result.path)),
        ])
      })
  }

  private var actions: HTMLTable {
    func row(_ title: String, _ change: HTMLTable.Cell) -> HTMLTable.Row {
      HTMLTable.Row([HTMLTable.Cell(title), change])
    }
    return HTMLTable(
      "Actions", columns: ["Action", "Change"],
      rows: gained.map { row($0, HTMLTable.Cell("gained", .warning)) }
        + lost.map { row($0, HTMLTable.Cell("lost", .note)) })
  }

  private var matrix: HTMLTable {
    var matrix = VerbMatrix(head: ["Subject", "Resource or path", "Where", "Names"])
    func add(_ subject: String, _ rules: [ScopedRule], _ cell: HTMLTable.Cell) {
      for scoped in rules {
        let (rule, scope) = (scoped.rule, scoped.scope)
        let resources = rule.qualifiedResources
        let place = scope.shownNamespace ?? "cluster"
        for resource in resources + rule.nonResourceURLs {
          matrix.lines.append(
            VerbMatrix.Line(
              namespace: scope.isUnknown ? nil : scope.namespace, resource: resource,
              head: [
                HTMLTable.Cell(subject), HTMLTable.Cell(resource), HTMLTable.Cell(place),
                HTMLTable.Cell(rule.resourceNames.joined(separator: ", ")),
              ], cells: Dictionary(rule.verbs.map { ($0, cell) }) { first, _ in first }))
        }
      }
    }
    func cell(_ word: String, _ status: HTMLStatus, _ cause: RoleDiff.Cause?) -> HTMLTable.Cell {
      HTMLTable.Cell(word, status, evidence: cause.map { ["by its \($0.rawValue)"] } ?? [])
    }
    for change in diff.subjects {
      add(change.subject, change.added, cell("added", .warning, change.cause))
    }
    for change in diff.subjects {
      add(change.subject, change.removed, cell("removed", .note, change.cause))
    }
    if diff.subjects.isEmpty {
      add("whoever is bound", diff.added, cell("added", .warning, nil))
      add("whoever is bound", diff.removed, cell("removed", .note, nil))
    }
    return matrix.table("Permissions")
  }
}
