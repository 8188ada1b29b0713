// SPDX-License-Identifier: Apache-2.0

/// Rows of cells, each column as wide as its widest cell.
///
/// Where a terminal is narrower, the widest columns are made narrower and their cells wrapped; and
/// where that leaves too little room to read them, each row becomes a list of its cells with their
/// headings.
struct TextColumns {
  /// Spaces between two columns.
  var gap = 2
  /// As many cells in each; the first row is the heading, if there is one.
  var rows: [[String]] = []

  /// How narrow a column may become that has more to show.
  private static let leastWidth = 12
  /// Into how many lines a row may be wrapped.
  private static let mostLines = 4

  /// A line for each row, or several where cells are wrapped; nothing behind the last cell that is
  /// not empty.
  ///
  /// - Parameter width: the terminal's columns; `nil` where lines may be of any length.
  func lines(within width: Int? = nil) -> [ShownText] {
    let cells = rows.map { row in row.map { DisplayText.safe($0) } }
    let natural = Self.widths(of: cells)
    guard let width, natural.reduce(0, +) + gap * (natural.count - 1) > width else {
      return cells.map { Self.line($0, natural, gap: gap) }
    }
    guard let narrow = Self.narrowed(natural, to: width - natural.count + 1) else {
      return Self.records(cells)
    }
    let wrapped = cells.map { zip($0, narrow).map { CellWrap.lines(of: $0, width: $1) } }
    guard wrapped.allSatisfy({ $0.allSatisfy { $0.count <= Self.mostLines } }) else {
      return Self.records(cells)
    }
    return wrapped.flatMap { parts in
      (0..<(parts.map(\.count).max() ?? 0)).map { place in
        Self.line(parts.map { place < $0.count ? $0[place] : "" }, narrow, gap: 1)
      }
    }
  }

  func text(within width: Int? = nil) -> ShownText {
    lines(within: width).reduce(into: "") { $0 += $1 + "\n" }
  }

  private static func widths(of cells: [[String]]) -> [Int] {
    cells.reduce(into: [Int]()) { widths, row in
      for (column, cell) in row.enumerated() {
        let width = DisplayText.width(of: cell)
        if column < widths.count {
          widths[column] = max(widths[column], width)
        } else {
          widths.append(width)
        }
      }
    }
  }

  private static func line(_ row: [String], _ widths: [Int], gap: Int) -> ShownText {
    var line = ""
    let last = row.lastIndex { !$0.isEmpty } ?? 0
    for (column, cell) in row.prefix(last + 1).enumerated() {
      line += cell
      guard column < last else { continue }
      line += String(repeating: " ", count: widths[column] - DisplayText.width(of: cell) + gap)
    }
    return ShownText(painted: line)
  }

  /// The widths with the widest cut to one that lets all fit; `nil` where it is too small.
  private static func narrowed(_ widths: [Int], to room: Int) -> [Int]? {
    var limit = widths.max() ?? 0
    while limit >= leastWidth {
      let cut = widths.map { min($0, limit) }
      let spare = room - cut.reduce(0, +)
      if spare >= 0 {
        // What is left over goes to the first that was cut.
        guard let first = cut.indices.first(where: { widths[$0] > limit }) else { return cut }
        var widened = cut
        widened[first] = min(widths[first], limit + spare)
        return widened
      }
      limit -= 1
    }
    return nil
  }

  /// A row as its first cell and, below that, its other cells behind their headings.
  private static func records(_ cells: [[String]]) -> [ShownText] {
    guard let heading = cells.first else { return [] }
    return cells.dropFirst().flatMap { row -> [ShownText] in
      zip(heading, row).enumerated().compactMap { column, cell in
        guard !["", "-", "[]"].contains(cell.1) else { return nil }
        return ShownText(painted: (column == 0 ? "" : "  ") + "\(cell.0): \(cell.1)")
      }
    }
  }
}
