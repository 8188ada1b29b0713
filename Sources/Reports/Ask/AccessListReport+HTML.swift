// SPDX-License-Identifier: Apache-2.0

import Analysis
import RBAC

extension AccessListReport {
  /// What the user may do, as a page to look at: a row for each resource, a column for each verb.
  package var html: String {
    let place = list.place.namespace.map { "in the namespace '\($0)'" } ?? "in every namespace"
    let isOpen = !list.undetermined.isEmpty
    let verdict =
      list.isSuperuser
      ? "in the group system:masters: anything, whatever is listed"
      : "\(list.rows.count) rule\(list.rows.count == 1 ? "" : "s") \(place)"
        + (isOpen ? ", and the list may be incomplete" : "")
    return HTMLPage(
      title: "What \(list.user.name) may do", verdict: verdict, isOpen ? .undetermined : .note,
      facts: [("user", list.user.name), ("groups", list.user.groups.joined(separator: ", "))],
      tables: [
        matrix("Allowed", list.rows, .granted),
        matrix("Perhaps besides", list.possible, .undetermined),
        matrix(
          "Listed by an API server too, and refused", list.inert, .note,
          about: "No request for a path has a namespace."),
        HTMLTable(
          "Undetermined", column: "Why there may be more", status: .undetermined,
          lines: list.undetermined),
      ]
    ).text()
  }

  private func matrix(
    _ title: String, _ rows: [AccessList.Row], _ status: HTMLStatus, about: String = ""
  ) -> HTMLTable {
    let isEverywhere = list.place == .everywhere
    var matrix = VerbMatrix(
      head: ["Resource or path"] + (isEverywhere ? ["Where"] : []) + ["Names"])
    for row in rows {
      let rule = row.rule.rule
      let cell = HTMLTable.Cell(status, evidence: row.sources.map(Self.title))
      let cells = Dictionary(rule.verbs.map { ($0, cell) }) { first, _ in first }
      let resources = rule.qualifiedResources
      let place = isEverywhere ? [HTMLTable.Cell(Self.title(row.rule.scope))] : []
      let names = HTMLTable.Cell(rule.resourceNames.joined(separator: ", "))
      for resource in resources + rule.nonResourceURLs {
        matrix.lines.append(
          VerbMatrix.Line(
            namespace: row.rule.scope.isUnknown ? nil : row.rule.scope.namespace,
            resource: resource,
            head: [HTMLTable.Cell(resource)] + place + [names], cells: cells))
      }
    }
    return matrix.table(title, about: about)
  }
}
