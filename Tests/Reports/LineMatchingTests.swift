// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Reports

struct LineMatchingTests {
  private static func kept(_ lines: [String], _ isDropped: [Bool]) -> [String] {
    zip(lines, isDropped).filter { !$0.1 }.map(\.0)
  }

  @Test(arguments: 0..<300)
  func whatIsLeftIsTheSameAndNoDifferenceIsTooMany(seed: Int) {
    var random = RandomSource(seed: UInt64(seed))
    func lines() -> [String] {
      let count = Int.random(in: 0...40, using: &random)
      return (0..<count).map { _ in String(Int.random(in: 0...seed % 20, using: &random)) }
    }
    let (old, new) = (lines(), lines())
    let matching = LineMatching(old, new)
    #expect(Self.kept(old, matching.isRemoved) == Self.kept(new, matching.isAdded))
    let differences = (matching.isRemoved + matching.isAdded).count(where: \.self)
    #expect(differences == new.difference(from: old).count, "seed \(seed)")
  }

  @Test(arguments: 0..<20)
  func manyDifferencesAreAsRight(seed: Int) {
    var random = RandomSource(seed: UInt64(seed))
    let old = (0..<3_000).map { _ in String(Int.random(in: 0...1 << seed, using: &random)) }
    let new = old.flatMap { line in
      switch Int.random(in: 0...3, using: &random) {
      case 0: [String]()
      case 1: [line, "x"]
      default: [line]
      }
    }
    let matching = LineMatching(old, new)
    #expect(Self.kept(old, matching.isRemoved) == Self.kept(new, matching.isAdded))
  }

  /// A change in every tenth line, and texts that have nothing in common.
  @Test(arguments: [10, 1])
  func theCostGrowsWithTheLines(distance: Int) {
    func steps(_ count: Int) -> Int {
      let old = (0..<count).map { "line \($0)" }
      let new = old.enumerated().map { $0 % distance == 0 ? "new \($0)" : $1 }
      return LineMatching(old, new).steps
    }
    let (small, large) = (steps(5_000), steps(20_000))
    #expect(large < small * 5, "\(small), then \(large)")
  }
}
