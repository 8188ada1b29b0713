// SPDX-License-Identifier: Apache-2.0

/// Guesses at what a misspelt word was meant to be.
package enum Suggestion {
  /// The candidate that is nearest to a word, if it is near enough to be a slip: within two edits
  /// and within a third of the word's length. The first in order wins among equals.
  package static func nearest(to word: String, among candidates: [String]) -> String? {
    let limit = min(2, word.utf8.count / 3)
    guard limit > 0 else { return nil }
    var best: (word: String, distance: Int)?
    for candidate in candidates.sorted() {
      let distance = editDistance(word, candidate, limit: limit)
      if distance <= limit, distance < best?.distance ?? Int.max {
        best = (candidate, distance)
      }
    }
    return best?.word
  }

  /// The verb that a word stands for in other tools, or that it is a slip of.
  package static func verb(near word: String) -> String? {
    let plain = word.lowercased().filter { !$0.isWhitespace }
    let synonyms = [
      "read": "get", "view": "get", "describe": "get", "show": "get", "edit": "update",
      "modify": "update", "write": "update", "put": "update", "replace": "update",
      "post": "create", "add": "create", "apply": "patch", "remove": "delete",
      "deletecollections": "deletecollection", "watchlist": "watch", "head": "get",
    ]
    if VerbSet(verb: plain) != nil { return plain }
    return synonyms[plain] ?? nearest(to: plain, among: VerbSet.names)
  }

  /// The number of single-character edits and swaps of neighbours between two words, or
  /// `limit + 1` if it is greater than `limit`.
  static func editDistance(_ left: String, _ right: String, limit: Int) -> Int {
    let first = Array(left.utf8)
    let second = Array(right.utf8)
    if abs(first.count - second.count) > limit { return limit + 1 }
    var older = [Int](repeating: 0, count: second.count + 1)
    var previous = Array(0...second.count)
    for row in 0..<first.count {
      var current = [row + 1] + [Int](repeating: 0, count: second.count)
      for column in 0..<second.count {
        let change = first[row] == second[column] ? 0 : 1
        var cost = min(
          previous[column] + change, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, first[row] == second[column - 1],
          first[row - 1] == second[column]
        {
          cost = min(cost, older[column - 1] + 1)
        }
        current[column + 1] = cost
      }
      older = previous
      previous = current
    }
    return min(previous[second.count], limit + 1)
  }
}
