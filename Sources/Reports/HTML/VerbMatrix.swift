// SPDX-License-Identifier: Apache-2.0

import Catalog

/// A table with a column for each verb: of the verbs that servers have for all that is stored those
/// that occur, and the rest together.
struct VerbMatrix {
  struct Line {
    var namespace: String?
    /// As kubectl spells it, or a path.
    var resource: String
    /// What stands before the verbs, a cell for each of the matrix's first columns.
    var head: [HTMLTable.Cell]
    /// By verb.
    var cells: [String: HTMLTable.Cell]
  }

  /// The verbs that have a column of their own where they occur, in its order.
  private static let verbs = WhoCanMatrix.verbs + ["*"]

  /// The headings of the first columns.
  var head: [String]
  /// The most important first.
  var lines: [Line] = []

  func table(_ title: String, about: String = "") -> HTMLTable {
    let used = Set(lines.flatMap(\.cells.keys))
    let columns = Self.verbs.filter(used.contains)
    let hasOthers = !used.isSubset(of: columns)
    return HTMLTable(
      title, about: about, columns: head + columns + (hasOthers ? ["other verbs"] : []),
      rows: lines.map { line in
        let others = hasOthers ? [Self.others(in: line, besides: columns)] : []
        let access =
          line.cells.isEmpty
          ? nil : AccessLevel(verbs: line.cells.keys, resources: [line.resource])
        return HTMLTable.Row(
          in: line.namespace, access: access,
          line.head + columns.map { line.cells[$0] ?? "" } + others)
      }, isMatrix: true)
  }

  /// What has no column of its own, in one cell.
  private static func others(in line: Line, besides columns: [String]) -> HTMLTable.Cell {
    let others = line.cells.filter { !columns.contains($0.key) }.sorted { $0.key < $1.key }
    guard !others.isEmpty else { return "" }
    let statuses = Set(others.compactMap(\.value.status))
    return HTMLTable.Cell(
      others.map { "\($0.key): \($0.value.text)" }.joined(separator: ", "),
      HTMLStatus.worstFirst.first(where: statuses.contains),
      evidence: others.flatMap(\.value.evidence))
  }
}
