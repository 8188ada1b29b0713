// SPDX-License-Identifier: Apache-2.0

/// Words in which the nearest to another one is found without comparing it with each: words that
/// begin alike are compared together, as far as they do, and given up together.
package struct WordList: Sendable {
  /// By their bytes.
  private let words: [(text: String, bytes: [UInt8])]

  package init(_ words: some Sequence<String>) {
    self.words = Set(words).map { ($0, Array($0.utf8)) }.sorted {
      $0.bytes.lexicographicallyPrecedes($1.bytes)
    }
  }

  /// As `Suggestion.nearest` within the tolerance of a slip.
  package func nearest(to word: String) -> String? {
    let wanted = Suggestion.letters(of: word)
    let limit = Suggestion.limit(of: wanted)
    guard limit > 0 else { return nil }
    var search = Search(wanted, limit: limit)
    visit(words.indices, depth: 0, &search)
    return search.best?.text
  }

  /// Visits words that have the first `depth` bytes in common.
  private func visit(_ range: Range<Int>, depth: Int, _ search: inout Search) {
    var place = range.lowerBound
    while place < range.upperBound, words[place].bytes.count == depth {
      search.consider(words[place].text, length: depth)
      place += 1
    }
    while place < range.upperBound {
      let byte = words[place].bytes[depth]
      let end = end(of: byte, at: depth, in: place..<range.upperBound)
      if search.enter(byte, depth: depth + 1) {
        visit(place..<end, depth: depth + 1, &search)
      }
      place = end
    }
  }

  /// The first word of `range` that has another byte at `depth`.
  private func end(of byte: UInt8, at depth: Int, in range: Range<Int>) -> Int {
    var low = range.lowerBound + 1
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if words[middle].bytes[depth] == byte { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The distances of a beginning of words to each beginning of the wanted one: a row for each byte,
/// of which only the columns near the diagonal can be within the limit.
private struct Search {
  private let wanted: [UInt8]
  private let reach: Int
  private let width: Int
  private var limit: Int
  private(set) var best: (text: String, distance: Int)?
  private var rows: [Int]
  private var path: [UInt8] = [0]

  init(_ wanted: [UInt8], limit: Int) {
    self.wanted = wanted
    self.limit = limit
    reach = limit
    width = wanted.count + 2
    rows = (0..<width).map { min($0, limit + 1) }
  }

  mutating func consider(_ text: String, length: Int) {
    guard abs(length - wanted.count) <= reach else { return }
    let distance = rows[length * width + wanted.count]
    guard distance <= limit else { return }
    if let best, best.distance < distance || best.distance == distance && best.text < text {
      return
    }
    best = (text, distance)
    limit = distance
  }

  /// Makes the row of a beginning that is one byte longer; returns whether any word that goes on
  /// from there may be near enough.
  mutating func enter(_ byte: UInt8, depth: Int) -> Bool {
    let first = max(depth - reach, 0)
    let last = min(depth + reach, wanted.count)
    guard first <= last else { return false }
    if path.count == depth {
      path.append(byte)
      rows += repeatElement(reach + 1, count: width)
    }
    path[depth] = byte
    let row = depth * width
    let above = row - width
    if first > 0 { rows[row + first - 1] = reach + 1 }
    rows[row + last + 1] = reach + 1
    var least = rows[above + max(first - 1, 0)]
    for column in first...last {
      // The beginning of the wanted word that has no byte.
      guard column > 0 else {
        rows[row] = depth
        least = min(least, depth)
        continue
      }
      let other = wanted[column - 1]
      var cost = min(
        rows[above + column - 1] + (byte == other ? 0 : 1), rows[above + column] + 1,
        rows[row + column - 1] + 1)
      if depth > 1, column > 1, byte == wanted[column - 2], path[depth - 1] == other {
        cost = min(cost, rows[above - width + column - 2] + 1)
      }
      rows[row + column] = cost
      // A swap of neighbours looks two rows back.
      least = min(least, cost, rows[above + column])
    }
    return least <= limit
  }
}
