// SPDX-License-Identifier: Apache-2.0

import RBAC
import TestSupport
import Testing

@Suite struct ComponentsTests {
  @Test(arguments: [0x5EED_0102 as UInt64])
  func nodesThatReachEachOtherStandTogether(seed: UInt64) {
    var random = RandomSource(seed: seed)
    for _ in 0..<300 {
      let count = Int.random(in: 0...12, using: &random)
      let edges = (0..<count).map { _ in
        (0..<Int.random(in: 0...3, using: &random)).map { _ in
          Int.random(in: 0..<count, using: &random)
        }
      }
      let components = Components(edges)
      let reached = (0..<count).map { reachable(from: $0, by: edges) }
      #expect(components.all.joined().sorted() == Array(0..<count), "\(edges)")
      for left in 0..<count {
        for right in 0..<count {
          let isCircle = reached[left].contains(right) && reached[right].contains(left)
          let isTogether = components.ofNode[left] == components.ofNode[right]
          #expect(isTogether == isCircle, "\(edges)")
          if reached[left].contains(right) {
            #expect(components.ofNode[right] <= components.ofNode[left], "\(edges)")
          }
        }
      }
    }
  }

  @Test func aLongChainNeedsNoStack() {
    let count = 200_000
    let components = Components((0..<count).map { $0 + 1 < count ? [$0 + 1] : [] })
    #expect(components.all.count == count)
    #expect(components.all.first == [count - 1])
  }

  /// The node itself included.
  private func reachable(from start: Int, by edges: [[Int]]) -> Set<Int> {
    var found: Set = [start]
    var waiting = [start]
    while let node = waiting.popLast() {
      waiting += edges[node].filter { found.insert($0).inserted }
    }
    return found
  }
}
