// SPDX-License-Identifier: Apache-2.0

/// The lines in which two texts differ, as `diff -u` shows them.
package struct TextDifference: Sendable {
  private static let context = 3

  private enum Line {
    case same(String)
    case removed(String)
    case added(String)

    var isSame: Bool { if case .same = self { true } else { false } }
  }

  private let lines: [Line]

  package init(from old: String, to new: String) {
    let oldLines = Self.lines(of: old)
    let newLines = Self.lines(of: new)
    let matching = LineMatching(oldLines, newLines)
    var lines: [Line] = []
    var position = 0
    for (offset, line) in oldLines.enumerated() {
      if matching.isRemoved[offset] {
        lines.append(.removed(line))
        continue
      }
      while matching.isAdded[position] {
        lines.append(.added(newLines[position]))
        position += 1
      }
      lines.append(.same(line))
      position += 1
    }
    lines += newLines[position...].map { .added($0) }
    self.lines = lines
  }

  /// Scalar by scalar: as characters, CR and LF together are no LF.
  private static func lines(of text: String) -> [String] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  package var isEmpty: Bool { lines.allSatisfy(\.isSame) }

  /// The differing lines with three lines around them; empty when the texts are the same. What
  /// nobody would see in them is escaped: no patch that is applied needs it.
  ///
  /// - Parameter isShown: whether a line of the old text, from 1, may stand around the others.
  package func text(
    oldName: String, newName: String, context isShown: (_ line: Int) -> Bool = { _ in true }
  ) -> String {
    let changed = lines.indices.filter { !lines[$0].isSame }
    guard !changed.isEmpty else { return "" }
    var text = "--- \(DisplayText.safe(oldName))\n+++ \(DisplayText.safe(newName))\n"
    let numbers = self.numbers
    var isIncluded = Array(repeating: false, count: lines.count + 1)
    var next = 0
    for index in changed {
      let last = min(lines.count - 1, index + Self.context)
      for place in max(next, index - Self.context)..<max(next, last + 1) {
        isIncluded[place] = !lines[place].isSame || isShown(numbers[place].old)
      }
      next = max(next, last + 1)
    }
    for index in lines.indices where isIncluded[index] {
      if index == 0 || !isIncluded[index - 1] {
        let end = isIncluded[index...].firstIndex(of: false) ?? lines.count
        text += Self.header(from: numbers[index], to: numbers[end])
      }
      switch lines[index] {
      case .same(let line): text += " \(DisplayText.safe(lines: line + "\n"))"
      case .removed(let line): text += "-\(DisplayText.safe(lines: line + "\n"))"
      case .added(let line): text += "+\(DisplayText.safe(lines: line + "\n"))"
      }
    }
    return text
  }

  /// The number of each line in both texts, and those of the end; of a line that one of them does
  /// not have, that of its next.
  private var numbers: [(old: Int, new: Int)] {
    var number = (old: 1, new: 1)
    var numbers = [number]
    for line in lines {
      if case .added = line {} else { number.old += 1 }
      if case .removed = line {} else { number.new += 1 }
      numbers.append(number)
    }
    return numbers
  }

  private static func header(from start: (old: Int, new: Int), to end: (old: Int, new: Int))
    -> String
  {
    func span(_ start: Int, _ end: Int) -> String {
      "\(start == end ? start - 1 : start),\(end - start)"
    }
    return "@@ -\(span(start.old, end.old)) +\(span(start.new, end.new)) @@\n"
  }
}
