// SPDX-License-Identifier: Apache-2.0

import RBAC

/// The smallest set of actions that explains all requests that any action explains: the fewest
/// actions, then those that need the fewest atoms, then those with the first ids.
struct ActionCover {
  /// An action that may be among them.
  struct Candidate {
    var id: String
    /// The requests that it explains, by their numbers.
    var explained: Set<Int>
    /// What a role needs for it.
    var atoms: Set<Atom>
  }

  /// Numbers of candidates, in the order of their ids.
  private(set) var chosen: [Int] = []
  /// Whether there is none smaller: beyond so many steps the best that was found counts.
  private(set) var isProven = true

  private let candidates: [Candidate]
  /// For each request that counts, the candidates that explain it, in the order of their ids.
  private var choices: [[Int]] = []
  private var best: Cost?
  private var steps = 0
  private static let limit = 200_000

  private struct Cost: Comparable {
    var size: Int
    var atoms: Int
    var ids: [String]

    static func < (left: Self, right: Self) -> Bool {
      if left.size != right.size { return left.size < right.size }
      if left.atoms != right.atoms { return left.atoms < right.atoms }
      return left.ids.lexicographicallyPrecedes(right.ids)
    }
  }

  init(_ candidates: [Candidate]) {
    self.candidates = candidates
    let requests = Set(candidates.flatMap(\.explained))
    let all = Set(
      requests.map { request in
        candidates.indices.filter { candidates[$0].explained.contains(request) }
          .sorted { candidates[$0].id < candidates[$1].id }
      })
    // Whatever explains the one explains the other, too.
    choices = all.filter { choice in
      !all.contains { $0.count < choice.count && Set($0).isSubset(of: choice) }
    }.sorted { ($0.count, $0) < ($1.count, $1) }
    takeGreedily()
    search([], open: Array(choices.indices))
    chosen.sort { candidates[$0].id < candidates[$1].id }
  }

  private func cost(_ set: [Int]) -> Cost {
    Cost(
      size: set.count,
      atoms: set.reduce(into: Set<Atom>()) { $0.formUnion(candidates[$1].atoms) }.count,
      ids: set.map { candidates[$0].id }.sorted())
  }

  /// Takes whatever explains the most of the rest.
  private mutating func takeGreedily() {
    var open = choices
    var set: [Int] = []
    while !open.isEmpty {
      var counts: [Int: Int] = [:]
      for candidate in open.joined() { counts[candidate, default: 0] += 1 }
      guard
        let next = counts.min(by: { left, right in
          let atoms = (candidates[left.key].atoms.count, candidates[right.key].atoms.count)
          return (-left.value, atoms.0, candidates[left.key].id)
            < (-right.value, atoms.1, candidates[right.key].id)
        })?.key
      else { break }
      set.append(next)
      open.removeAll { $0.contains(next) }
    }
    chosen = set
    best = cost(set)
  }

  private mutating func search(_ set: [Int], open: [Int]) {
    steps += 1
    guard steps <= Self.limit else {
      isProven = false
      return
    }
    guard let next = open.min(by: { (choices[$0].count, $0) < (choices[$1].count, $1) }) else {
      let cost = cost(set)
      if best.map({ cost < $0 }) ?? true {
        best = cost
        chosen = set
      }
      return
    }
    guard let best, set.count + needed(open) <= best.size else { return }
    for candidate in choices[next] {
      search(set + [candidate], open: open.filter { !choices[$0].contains(candidate) })
    }
  }

  /// A bound below what the open requests need: those that share no candidate need one each.
  private func needed(_ open: [Int]) -> Int {
    var used: Set<Int> = []
    var count = 0
    for choice in open where used.isDisjoint(with: choices[choice]) {
      used.formUnion(choices[choice])
      count += 1
    }
    return count
  }
}

/// Compares pairs of a number and a list.
private func < (left: (Int, [Int]), right: (Int, [Int])) -> Bool {
  left.0 != right.0 ? left.0 < right.0 : left.1.lexicographicallyPrecedes(right.1)
}
