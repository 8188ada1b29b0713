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
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in newLines.difference(from: oldLines) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var lines: [Line] = []
    var position = 0
    for (offset, line) in oldLines.enumerated() {
      if removed.contains(offset) {
        lines.append(.removed(line))
        continue
      }
      while added.contains(position) {
        lines.append(.added(newLines[position]))
        position += 1
      }
      lines.append(.same(line))
      position += 1
    }
    while position < newLines.count {
      lines.append(.added(newLines[position]))
      position += 1
    }
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
    var shown: Set<Int> = []
    let numbers = oldNumbers
    for index in changed {
      let reach = max(0, index - Self.context)...min(lines.count - 1, index + Self.context)
      shown.formUnion(reach.filter { !lines[$0].isSame || isShown(numbers[$0]) })
    }
    var previous: Int?
    for index in shown.sorted() {
      if previous != index - 1 { text += header(at: index, shown: shown) }
      previous = index
      switch lines[index] {
      case .same(let line): text += " \(DisplayText.safe(lines: line + "\n"))"
      case .removed(let line): text += "-\(DisplayText.safe(lines: line + "\n"))"
      case .added(let line): text += "+\(DisplayText.safe(lines: line + "\n"))"
      }
    }
    return text
  }

  /// The number of each line in the old text; of an added one, that of the next.
  private var oldNumbers: [Int] {
    var number = 1
    return lines.map { line in
      defer { if case .added = line {} else { number += 1 } }
      return number
    }
  }

  private func header(at start: Int, shown: Set<Int>) -> String {
    var end = start
    while shown.contains(end) { end += 1 }
    func span(_ keep: (Line) -> Bool) -> String {
      let before = lines[..<start].count(where: keep)
      let count = lines[start..<end].count(where: keep)
      return "\(count == 0 ? before : before + 1),\(count)"
    }
    let old = span { if case .added = $0 { false } else { true } }
    let new = span { if case .removed = $0 { false } else { true } }
    return "@@ -\(old) +\(new) @@\n"
  }
}
