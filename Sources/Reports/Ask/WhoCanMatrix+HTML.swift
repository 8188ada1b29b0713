// SPDX-License-Identifier: Apache-2.0

import RBAC

extension WhoCanMatrix {
  /// Who may do what, as a page to look at: a table for each resource.
  package var html: String {
    let subjects = Set(sections.flatMap { $0.rows.map(\.subject) }).count
    let isOpen = !unresolved.isEmpty
    return HTMLPage(
      title: "Who can",
      verdict: (subjects == 0 ? "nobody" : "\(subjects) subject\(subjects == 1 ? "" : "s")")
        + (isOpen ? ", and perhaps others" : ""),
      isOpen ? .undetermined : .note,
      facts: sections.map { ($0.resource.title, $0.rows.isEmpty ? "nobody" : "\($0.rows.count)") },
      tables: sections.map(table) + [
        HTMLTable(
          "Undetermined", column: "Bindings that may let others", status: .undetermined,
          lines: unresolved),
        HTMLTable(
          "Left out", column: "Whom bindings of every cluster let", status: .note,
          lines: leftOutSentence == nil ? [] : leftOut.subjects),
      ]
    ).text()
  }

  private func table(_ section: Section) -> HTMLTable {
    VerbMatrix(
      head: ["Subject"],
      lines: section.rows.map { row in
        var cells: [String: HTMLTable.Cell] = [:]
        for (column, verb) in Self.verbs.enumerated() where row.cells[column] != .no {
          let isNamed = row.cells[column] == .named
          cells[verb] = HTMLTable.Cell(
            isNamed ? "named" : "yes", isNamed ? .note : .granted, evidence: row.sources[column])
        }
        return VerbMatrix.Line(
          namespace: section.resource.namespace.isEmpty ? nil : section.resource.namespace,
          resource: AccessPhrase.qualified(section.resource.name, in: section.resource.apiGroup),
          head: [HTMLTable.Cell(row.subject)], cells: cells)
      }
    ).table(section.resource.title, about: "named: for some objects alone, by their names.")
  }
}
