// SPDX-License-Identifier: Apache-2.0

import Analysis
import Testing

struct PairwiseArrayTests {
  private struct Pair: Hashable {
    var left: Bool
    var right: Bool
  }

  @Test(arguments: 2...40)
  func everyTwoSwitchesTakeAllFourPairs(count: Int) {
    let rows = PairwiseArray.rows(count)
    #expect(rows.allSatisfy { $0.count == count })
    #expect(rows.first?.contains(true) == false)
    for left in 0..<count {
      for right in 0..<left {
        let pairs = Set(rows.map { Pair(left: $0[left], right: $0[right]) })
        #expect(pairs.count == 4, "\(left) and \(right) of \(count)")
      }
    }
  }

  /// The least numbers that Kleitman, Spencer and Katona proved.
  @Test(arguments: [(3, 4), (4, 5), (10, 6), (15, 7), (35, 8), (56, 9)])
  func takesTheFewestRows(count: Int, rows: Int) {
    #expect(PairwiseArray.rows(count).count == rows)
    #expect(PairwiseArray.rows(count) == PairwiseArray.rows(count))
  }

  @Test func fewSwitchesAreTriedInEveryCombination() {
    #expect(SwitchSettings.combinations(of: 1).count == 2)
    #expect(SwitchSettings.combinations(of: 10).count == 1024)
    #expect(SwitchSettings.combinations(of: 3).first?.on == [])
  }

  @Test(arguments: [11, 12, 30])
  func ofManyEachAloneAndEachLeftOutIsTried(count: Int) {
    let all = SwitchSettings.combinations(of: count)
    #expect(all.count < 3 * count + 10 && Set(all).count == all.count && all == all.sorted())
    for index in 0..<count {
      #expect(all.contains { $0.on == [index] })
      #expect(all.contains { $0.on == Set(0..<count).subtracting([index]) })
    }
  }
}
