// SPDX-License-Identifier: Apache-2.0

import RBAC
import TestSupport
import Testing

@Suite struct WordListTests {
  @Test(arguments: [0x5EED_0101 as UInt64])
  func findsWhatComparingWithEachFinds(seed: UInt64) {
    var random = RandomSource(seed: seed)
    func word(_ letters: [String], atMost: Int) -> String {
      (0..<Int.random(in: 0...atMost, using: &random)).map { _ in
        letters[Int.random(in: letters.indices, using: &random)]
      }.joined()
    }
    for _ in 0..<300 {
      let letters = [["a", "b"], ["a", "b", "c", "-", "1"], ["é", "e\u{301}", "a"]].randomElement(
        using: &random)!
      let words = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        word(letters, atMost: 12)
      }
      let list = WordList(words)
      for _ in 0..<20 {
        let wanted = word(letters, atMost: 14)
        #expect(
          list.nearest(to: wanted) == Suggestion.nearest(to: wanted, among: words),
          "\(wanted) among \(words)")
      }
    }
  }

  @Test func manyWordsThatAreNearlyAlikeAreFoundAtOnce() {
    let list = WordList((0..<50_000).map { "account-\($0)" })
    for number in stride(from: 0, to: 50_000, by: 50) {
      #expect(list.nearest(to: "acount-\(number)") == "account-\(number)")
    }
  }
}
