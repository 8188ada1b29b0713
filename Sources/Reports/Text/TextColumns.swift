// SPDX-License-Identifier: Apache-2.0

/// Rows of cells, each column as wide as its widest cell.
struct TextColumns {
  /// Spaces between two columns.
  var gap = 2
  /// As many cells in each; the first row is the heading, if there is one.
  var rows: [[String]] = []

  /// A line for each row, nothing behind the last cell that is not empty.
  var lines: [ShownText] {
    let cells = rows.map { row in row.map { DisplayText.safe($0) } }
    let widths = cells.reduce(into: [Int]()) { widths, row in
      for (column, cell) in row.enumerated() {
        let width = DisplayText.width(of: cell)
        if column < widths.count {
          widths[column] = max(widths[column], width)
        } else {
          widths.append(width)
        }
      }
    }
    return cells.map { row in
      var line = ""
      let last = row.lastIndex { !$0.isEmpty } ?? 0
      for (column, cell) in row.prefix(last + 1).enumerated() {
        line += cell
        guard column < last else { continue }
        line += String(
          repeating: " ", count: widths[column] - DisplayText.width(of: cell) + gap)
      }
      return ShownText(painted: line)
    }
  }

  var text: ShownText { lines.reduce(into: "") { $0 += $1 + "\n" } }
}
