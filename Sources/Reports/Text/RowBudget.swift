// SPDX-License-Identifier: Apache-2.0

/// How much of several lists fits into a page.
enum RowBudget {
  /// How many rows of each list fit: each list has its share, and what some do not need goes to
  /// the others, the first of them first.
  ///
  /// - Parameter lists: the bytes of each row, the most important first.
  static func kept(of lists: [[Int]], in budget: Int) -> [Int] {
    var kept = lists.map { _ in 0 }
    var left = max(budget, 0)
    for share in [left / max(lists.count, 1), left] {
      for (place, rows) in lists.enumerated() {
        var used = rows[..<kept[place]].reduce(0, +)
        while kept[place] < rows.count {
          let row = rows[kept[place]]
          guard row <= left, used + row <= share else { break }
          used += row
          left -= row
          kept[place] += 1
        }
      }
    }
    return kept
  }
}
