// SPDX-License-Identifier: Apache-2.0

/// Guesses at what a misspelt word was meant to be.
package enum Suggestion {
  /// How much of a word may be wrong before nothing is suggested.
  package enum Tolerance: Sendable {
    /// Two edits, and no more than a third of the word: for names that others may well have chosen
    /// nearly alike.
    case slip
    /// A third of the word, or one edit of a short one, in any letter case: for words of a list
    /// that is known in full.
    case misreading
  }

  /// The candidate that is nearest to a word, if it is near enough; of equals, the first in order.
  package static func nearest(
    to word: String, among candidates: some Sequence<String>, within tolerance: Tolerance = .slip
  ) -> String? {
    func letters(_ text: String) -> [UInt8] {
      Array(tolerance == .slip ? text.utf8 : text.lowercased().utf8)
    }
    let wanted = Self.letters(of: tolerance == .slip ? word : word.lowercased())
    let limit =
      switch tolerance {
      case .slip: limit(of: wanted)
      case .misreading: max(1, wanted.count / 3)
      }
    guard limit > 0 else { return nil }
    var best: (candidate: String, distance: Int)?
    for candidate in Set(candidates).sorted() {
      let distance = editDistance(wanted, letters(candidate), limit: limit)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.candidate
  }

  /// What is compared of a word.
  static func letters(of word: String) -> [UInt8] { Array(word.utf8.prefix(most)) }

  /// How many edits are a slip.
  static func limit(of letters: [UInt8]) -> Int { min(2, letters.count / 3) }

  /// What of a word counts: nobody writes a longer one, and comparing is quadratic.
  private static let most = 300

  /// The insertions, removals and replacements of a byte and swaps of neighbours that lead from one
  /// text to the other (optimal string alignment), or `limit + 1` if there are more than `limit`.
  package static func editDistance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int {
    guard abs(left.count - right.count) <= limit else { return limit + 1 }
    var older: [Int] = []
    var previous = Array(0...right.count)
    for (row, byte) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        let change = byte == other ? 0 : 1
        var cost = min(previous[column] + change, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
          cost = min(cost, older[column - 1] + 1)
        }
        current.append(cost)
      }
      older = previous
      previous = current
    }
    return min(previous[right.count], limit + 1)
  }
}
