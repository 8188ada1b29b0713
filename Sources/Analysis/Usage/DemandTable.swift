// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC

/// What was asked of one user for what they wrote, by what it was for. Where that is more than
/// anybody reads, it is summed up: how many there are decides that, not the order in which they
/// come.
struct DemandTable: Sendable, Equatable {
  /// More purposes than this are not told apart.
  static let limit = 256

  struct Key: Hashable, Comparable, Sendable {
    var purpose: ExactText
    var isRefused: Bool
    var isUndetermined: Bool

    static func < (left: Self, right: Self) -> Bool {
      guard left.purpose == right.purpose else { return left.purpose < right.purpose }
      guard left.isRefused == right.isRefused else { return right.isRefused }
      return !left.isUndetermined && right.isUndetermined
    }
  }

  struct Sum: Sendable, Equatable {
    var count: Int
    var atoms: Set<Atom>
    /// The first request that it was asked for, in the order of reports.
    var request: Request
    var instead: Request?

    mutating func add(_ other: Sum) {
      count += other.count
      atoms.formUnion(other.atoms)
      if other.request.precedes(request) { request = other.request }
      guard let mine = instead, let others = other.instead else {
        instead = instead ?? other.instead
        return
      }
      if others.precedes(mine) { instead = others }
    }
  }

  private(set) var sums: [Key: Sum] = [:]
  private var isFolded = false

  private static let together = ExactText("what more than \(limit) writes have in them")

  var isEmpty: Bool { sums.isEmpty }

  mutating func add(_ demand: AuditDemand, for request: Request, count: Int = 1) {
    let sum = Sum(
      count: count, atoms: Set(demand.rules.flatMap(\.atoms)), request: request,
      instead: demand.instead)
    let key = Key(
      purpose: ExactText(demand.purpose), isRefused: demand.isRefused,
      isUndetermined: demand.isUndetermined)
    add(key, sum)
  }

  mutating func add(_ other: Self) {
    if other.isFolded { fold() }
    for (key, sum) in other.sums { add(key, sum) }
  }

  private mutating func add(_ key: Key, _ sum: Sum) {
    var key = key
    if key.purpose == Self.together { fold() }
    if isFolded { key.purpose = Self.together }
    if sums[key] == nil { sums[key] = sum } else { sums[key]?.add(sum) }
    if !isFolded, sums.count > Self.limit { fold() }
  }

  private mutating func fold() {
    guard !isFolded else { return }
    isFolded = true
    let all = sums
    sums = [:]
    for (key, sum) in all { add(key, sum) }
  }

  /// What each was for, sorted, with the rules that allow it in normal form.
  var all: [(demand: AuditDemand, request: Request, count: Int)] {
    sums.sorted { $0.key < $1.key }.map { key, sum in
      let rules = AtomSet(sum.atoms).normalForm()
      return (
        AuditDemand(
          purpose: key.purpose.text, rules: rules, instead: isFolded ? nil : sum.instead,
          isRefused: key.isRefused, isUndetermined: key.isUndetermined), sum.request, sum.count
      )
    }
  }
}

extension Request {
  /// Whether it comes first in reports.
  fileprivate func precedes(_ other: Request) -> Bool {
    let (left, right) = (RequestKind(self), RequestKind(other))
    guard left == right else { return left < right }
    return ExactText(nameInKind) < ExactText(other.nameInKind)
  }
}
