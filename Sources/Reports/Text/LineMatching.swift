// SPDX-License-Identifier: Apache-2.0

/// Which lines of two texts are the same, in order.
///
/// As Myers does it ("An O(ND) Difference Algorithm and Its Variations"), with as few differences
/// as there can be, but only so many at once: where more are left, it goes on from the furthest
/// place that these lead to. So time and memory grow with the lines, not with their product.
struct LineMatching {
  /// How many differences are looked for at once.
  private static let mostDifferences = 128

  /// For each old line, whether the new text does not have it.
  private(set) var isRemoved: [Bool]
  /// For each new line, whether the old text does not have it.
  private(set) var isAdded: [Bool]
  /// How many places were looked at.
  private(set) var steps = 0

  private let old: [Int]
  private let new: [Int]

  init(_ oldLines: [String], _ newLines: [String]) {
    var numbers: [String: Int] = [:]
    func number(_ line: String) -> Int {
      if let number = numbers[line] { return number }
      numbers[line] = numbers.count
      return numbers.count - 1
    }
    old = oldLines.map(number)
    new = newLines.map(number)
    isRemoved = Array(repeating: false, count: old.count)
    isAdded = Array(repeating: false, count: new.count)
    var end = 0
    while end < min(old.count, new.count), old[old.count - 1 - end] == new[new.count - 1 - end] {
      end += 1
    }
    steps += end
    var start = Place(old: 0, new: 0)
    while start.old < old.count - end || start.new < new.count - end {
      start = match(from: start, to: Place(old: old.count - end, new: new.count - end))
    }
  }

  /// How far both texts are compared, in lines.
  private struct Place {
    var old: Int
    var new: Int
  }

  /// Matches some lines after `start`, and marks those that have no match.
  ///
  /// - Returns: how far it came.
  private mutating func match(from start: Place, to end: Place) -> Place {
    let size = Place(old: end.old - start.old, new: end.new - start.new)
    let most = min(Self.mostDifferences, size.old + size.new)
    // By diagonal (old minus new), the furthest old line; -1 where none was reached.
    var furthest = [Int](repeating: -1, count: 2 * most + 3)
    // For each number of differences, what was reached with one less.
    var trace: [[Int]] = []
    var best = Place(old: 0, new: 0)
    for differences in 0...most {
      trace.append(Array(furthest[(most - differences)...(most + 2 + differences)]))
      // Each difference more leads further, up to the end.
      for diagonal in stride(from: -differences, through: differences, by: 2) {
        let middle = most + 1 + diagonal
        let step = Self.step(
          to: diagonal, from: furthest[middle - 1], or: furthest[middle + 1], in: size)
        var place = differences == 0 ? 0 : step?.old ?? -1
        if place >= 0 {
          place += sameLines(at: start, after: Place(old: place, new: place - diagonal), in: size)
          if 2 * place - diagonal >= best.old + best.new {
            best = Place(old: place, new: place - diagonal)
          }
        }
        furthest[middle] = place
        steps += 1
      }
      if best.old == size.old, best.new == size.new { break }
    }
    mark(from: start, to: best, in: size, trace: trace)
    return Place(old: start.old + best.old, new: start.new + best.new)
  }

  /// How many lines are the same from a place on.
  private mutating func sameLines(at start: Place, after place: Place, in size: Place) -> Int {
    var count = 0
    while place.old + count < size.old, place.new + count < size.new,
      old[start.old + place.old + count] == new[start.new + place.new + count]
    {
      count += 1
    }
    steps += count
    return count
  }

  /// The step with which a diagonal is reached from those beside it: the one that leads further.
  ///
  /// - Parameters:
  ///   - removed: the furthest old line on the diagonal from which a line is removed.
  ///   - added: the furthest old line on the diagonal from which a line is added.
  private static func step(
    to diagonal: Int, from removed: Int, or added: Int, in size: Place
  ) -> (old: Int, isAddition: Bool)? {
    let canRemove = removed >= 0 && removed < size.old
    if added >= 0, added - diagonal <= size.new, !canRemove || removed < added {
      return (added, true)
    }
    return canRemove ? (removed + 1, false) : nil
  }

  /// Goes the way back from `reached`, and marks the differences on it.
  private mutating func mark(
    from start: Place, to reached: Place, in size: Place, trace: [[Int]]
  ) {
    var place = reached
    for differences in (1..<trace.count).reversed() {
      let diagonal = place.old - place.new
      let middle = diagonal + differences + 1
      let before = trace[differences]
      guard
        let step = Self.step(
          to: diagonal, from: before[middle - 1], or: before[middle + 1], in: size)
      else { return }
      if step.isAddition {
        place = Place(old: step.old, new: step.old - diagonal - 1)
        isAdded[start.new + place.new] = true
      } else {
        place = Place(old: step.old - 1, new: step.old - diagonal)
        isRemoved[start.old + place.old] = true
      }
    }
  }
}
