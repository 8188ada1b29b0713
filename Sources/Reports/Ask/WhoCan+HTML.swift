// SPDX-License-Identifier: Apache-2.0

extension WhoCan {
  /// The subjects as a page to look at.
  ///
  /// - Parameter question: what is asked, as it was typed: `create pods`.
  package func html(_ question: String) -> String {
    let isOpen = !unresolved.isEmpty
    let count = "\(lines.count) subject\(lines.count == 1 ? "" : "s")"
    return HTMLPage(
      title: "Who can \(question)",
      verdict: (lines.isEmpty ? "nobody" : count) + (isOpen ? ", and perhaps others" : ""),
      isOpen ? .undetermined : .note,
      tables: [
        HTMLTable(
          "Subjects", columns: ["Subject", "By"],
          rows: lines.map { line in
            HTMLTable.Row([
              HTMLTable.Cell(line.subject),
              HTMLTable.Cell(
                "\(line.grants.count) grant\(line.grants.count == 1 ? "" : "s")", .granted,
                evidence: line.grants),
            ])
          }),
        HTMLTable(
          "Undetermined", column: "Bindings that may let others", status: .undetermined,
          lines: unresolved),
        HTMLTable(
          "Left out", column: "Whom bindings of every cluster let", status: .note,
          lines: lines.isEmpty ? leftOut.subjects : []),
      ]
    ).text()
  }
}
