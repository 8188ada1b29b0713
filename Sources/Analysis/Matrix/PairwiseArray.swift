// SPDX-License-Identifier: Apache-2.0

/// Few combinations of switches in which every two of them take all four pairs of settings.
///
/// The construction is Kleitman and Spencer's, and Katona's, which needs the fewest rows there can
/// be: the first row is all off, and in the others every switch is on in a set of rows of its own,
/// all sets of the same size and larger than half, so that any two meet and neither holds the
/// other.
package enum PairwiseArray {
  /// The rows for `count` switches, the first with all of them off; always the same.
  package static func rows(_ count: Int) -> [[Bool]] {
    guard count > 1 else { return count == 1 ? [[false], [true]] : [[]] }
    var others = 3
    while choose(others, size(others)) < count { others += 1 }
    var rows = Array(repeating: Array(repeating: false, count: count), count: others + 1)
    var chosen = Array(0..<size(others))
    for column in 0..<count {
      for row in chosen { rows[row + 1][column] = true }
      advance(&chosen, below: others)
    }
    return rows
  }

  /// In how many of `others` rows a switch is on: just more than half.
  private static func size(_ others: Int) -> Int { others / 2 + 1 }

  private static func choose(_ count: Int, _ size: Int) -> Int {
    var result = 1
    for step in 1...size { result = result * (count - size + step) / step }
    return result
  }

  /// The next set of the same size, in the order of the alphabet; the last one stays.
  private static func advance(_ chosen: inout [Int], below end: Int) {
    let size = chosen.count
    guard let place = chosen.indices.last(where: { chosen[$0] < end - size + $0 }) else { return }
    chosen[place] += 1
    for next in chosen.indices where next > place { chosen[next] = chosen[next - 1] + 1 }
  }
}
