// SPDX-License-Identifier: Apache-2.0

import RBAC
import TestSupport
import Testing

@testable import Analysis

struct ActionCoverTests {
  private static func candidate(
    _ id: String, _ explained: Set<Int>, atoms: Int = 1
  ) -> ActionCover.Candidate {
    ActionCover.Candidate(
      id: id, explained: explained,
      atoms: Set((0..<atoms).map { Atom(.nonResource(verb: "get", url: "/\(id)\($0)")) }))
  }

  private static func ids(_ candidates: [ActionCover.Candidate]) -> [String] {
    ActionCover(candidates).chosen.map { candidates[$0].id }
  }

  @Test func theFewestCount() {
    #expect(
      Self.ids([
        Self.candidate("a", [1, 2, 3, 4]), Self.candidate("b", [1, 2, 5], atoms: 9),
        Self.candidate("c", [3, 4, 6], atoms: 9), Self.candidate("d", [5]),
        Self.candidate("e", [6]),
      ]) == ["b", "c"])
  }

  @Test func ofAsManyTheFewestAtomsThenTheFirstIds() {
    #expect(
      Self.ids([Self.candidate("a", [1], atoms: 2), Self.candidate("b", [1])]) == ["b"])
    #expect(Self.ids([Self.candidate("b", [1]), Self.candidate("a", [1])]) == ["a"])
    #expect(Self.ids([]) == [])
  }

  /// Against every set there is.
  @Test(arguments: 0..<60)
  func noSetIsBetter(seed: UInt64) {
    var random = RandomSource(seed: seed)
    let requests = Int.random(in: 1...8, using: &random)
    let candidates = (0..<9).map { number in
      Self.candidate(
        "c\(number)", Set((0..<requests).filter { _ in Bool.random(using: &random) }),
        atoms: Int.random(in: 1...3, using: &random))
    }
    let all = Set(candidates.flatMap(\.explained))
    var best: (size: Int, atoms: Int, ids: [String])?
    for bits in 0..<(1 << candidates.count) {
      let set = candidates.indices.filter { bits >> $0 & 1 == 1 }.map { candidates[$0] }
      guard Set(set.flatMap(\.explained)) == all else { continue }
      let cost = (set.count, set.reduce(0) { $0 + $1.atoms.count }, set.map(\.id))
      if let known = best {
        let isLess =
          (cost.0, cost.1) < (known.size, known.atoms)
          || (cost.0, cost.1) == (known.size, known.atoms)
            && cost.2.lexicographicallyPrecedes(known.ids)
        if !isLess { continue }
      }
      best = (cost.0, cost.1, cost.2)
    }
    let cover = ActionCover(candidates)
    #expect(cover.isProven)
    #expect(cover.chosen.map { candidates[$0].id } == best?.ids, "seed \(seed)")
  }
}
