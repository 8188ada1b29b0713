// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// A line of the source with a mark under the part that is meant.
struct SourceExcerpt {
  /// The line as it is shown: tabs as blanks, long lines cut around the mark.
  let shown: String
  /// Blanks, then as many `^` as the part is wide; at least one.
  let marks: String

  /// How many columns of a line are shown at most.
  static let limit = 100
  private static let tabStop = 4
  private static let ellipsis = "…"

  /// One character of the line: how it is shown, in how many columns, and from which scalar on.
  private struct Cell {
    var text: String
    var width: Int
    var scalar: Int
  }

  /// - Parameters:
  ///   - line: the line that `range` starts in, or what of it stands around the start.
  ///   - range: what is meant; of several lines, the first is shown.
  ///   - limit: how many columns of the line are shown.
  init(line: LinePart, range: SourceRange, limit: Int = Self.limit) {
    let cells = Self.cells(of: line.text)
    let first = range.start.column - 1 - line.scalarsBefore
    let isOneLine = range.end.line == range.start.line
    let end = isOneLine ? max(range.end.column - 1 - line.scalarsBefore, first + 1) : Int.max
    var start = cells.count
    var stop = cells.count
    for (index, cell) in cells.enumerated() {
      let next = index + 1 < cells.count ? cells[index + 1].scalar : cell.scalar + 1
      if next > first, index < start { start = index }
      if cell.scalar < end { stop = index + 1 }
    }
    if !isOneLine {
      // Blanks before the line's end are no part of what is meant.
      while stop > start + 1, cells[stop - 1].text == " " { stop -= 1 }
    }
    let window = Self.window(over: cells, around: start..<max(stop, start), limit)
    let isCutBefore = window.lowerBound > 0 || line.scalarsBefore > 0
    let isCutAfter = window.upperBound < cells.count || line.isCutAfter
    var shown = isCutBefore ? Self.ellipsis : ""
    for cell in cells[window] { shown += cell.text }
    if isCutAfter { shown += Self.ellipsis }
    self.shown = shown
    let indent = cells[window.lowerBound..<min(start, window.upperBound)].reduce(0) {
      $0 + $1.width
    }
    let marked = cells[min(start, window.upperBound)..<min(max(stop, start), window.upperBound)]
      .reduce(0) { $0 + $1.width }
    marks =
      String(repeating: " ", count: indent + (isCutBefore ? 1 : 0))
      + String(repeating: "^", count: max(marked, 1))
  }

  private static func cells(of line: String) -> [Cell] {
    var cells: [Cell] = []
    var scalar = 0
    var column = 0
    for character in line {
      var text = String(character)
      var width = DisplayText.width(of: character)
      if character == "\t" {
        width = tabStop - column % tabStop
        text = String(repeating: " ", count: width)
      } else if DisplayText.isUnsafe(character) {
        text = "\u{FFFD}"
        width = 1
      }
      cells.append(Cell(text: text, width: width, scalar: scalar))
      scalar += character.unicodeScalars.count
      column += width
    }
    return cells
  }

  /// The cells to show of a line: all, or those around the mark that fit, the mark's start first.
  private static func window(
    over cells: [Cell], around mark: Range<Int>, _ limit: Int
  ) -> Range<Int> {
    let total = cells.reduce(0) { $0 + $1.width }
    guard total > limit else { return 0..<cells.count }
    var lower = min(mark.lowerBound, cells.count)
    var upper = lower
    var width = 0
    while upper < min(mark.upperBound, cells.count), width + cells[upper].width <= limit {
      width += cells[upper].width
      upper += 1
    }
    // What is left goes to both sides, in turns.
    var grows = true
    while grows {
      grows = false
      if lower > 0, width + cells[lower - 1].width <= limit {
        lower -= 1
        width += cells[lower].width
        grows = true
      }
      if upper < cells.count, width + cells[upper].width <= limit {
        width += cells[upper].width
        upper += 1
        grows = true
      }
    }
    return lower..<upper
  }
}
