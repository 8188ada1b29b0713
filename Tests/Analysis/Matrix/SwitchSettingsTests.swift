// SPDX-License-Identifier: Apache-2.0

import Analysis
import Testing

struct SwitchSettingsTests {
  @Test(arguments: [0, 1, 2, 5, SwitchSettings.mostExhaustive])
  func fewSwitchesAreTriedInEveryCombination(count: Int) {
    let combinations = SwitchSettings.combinations(of: count)
    #expect(combinations.count == 1 << count)
    #expect(Set(combinations).count == combinations.count)
    #expect(combinations.allSatisfy { $0.isOn.count == count })
  }

  @Test(arguments: [SwitchSettings.mostExhaustive + 1, 25])
  func ofManyEveryPairOfSettingsIsTried(count: Int) {
    let combinations = SwitchSettings.combinations(of: count)
    #expect(combinations.count < 8 * count)
    let off = SwitchSettings(Array(repeating: false, count: count))
    let on = SwitchSettings(Array(repeating: true, count: count))
    let all = Set(combinations)
    #expect(all.contains(off) && all.contains(on))
    for one in 0..<count {
      #expect(all.contains(off.flipping(one)) && all.contains(on.flipping(one)))
      for other in 0..<one {
        let pairs = Set(combinations.map { [$0.isOn[one], $0.isOn[other]] })
        #expect(pairs.count == 4, "\(one) and \(other)")
      }
    }
  }

  @Test func thoseWithFewerSwitchesOnComeFirst() {
    #expect(
      SwitchSettings.combinations(of: 2).map(\.isOn)
        == [[false, false], [true, false], [false, true], [true, true]])
    for count in [3, 12] {
      let numbers = SwitchSettings.combinations(of: count).map(\.on.count)
      #expect(numbers == numbers.sorted())
    }
  }

  @Test func turningASwitchTwiceChangesNothing() {
    let settings = SwitchSettings([true, false, true])
    #expect(settings.on == [0, 2])
    #expect(settings.flipping(1).on == [0, 1, 2])
    #expect(settings.flipping(0).on == [2])
    #expect(settings.flipping(0).flipping(0) == settings)
  }
}
