// SPDX-License-Identifier: Apache-2.0

import RBAC

/// What an identity, or everybody who is held, covers in one place, and so may grant there without
/// bind or escalate.
///
/// Source: kubernetes/kubernetes, `ConfirmNoEscalation` in pkg/registry/rbac/validation/rule.go:
/// the rules of the cluster and those of the namespace count.
struct CoveredRules {
  private enum Answer {
    case yes
    /// With so many rules it did not.
    case no(rules: Int)
  }

  /// All rules that hold there, by their numbers.
  private var all: [Int] = []
  private var numbers: Set<Int> = []
  private var answers: [Int: Answer] = [:]
  /// What of it matters to others: what all have by a binding they have here too.
  private(set) var given: [JointRule] = []
  private var seen = (extra: 0, everywhere: 0, here: 0)
  private var seenJoint = 0
  private var active: JointHalves = []
  private let home: NumberedScope

  init(in home: NumberedScope) { self.home = home }

  init(of user: KnownUser, in home: NumberedScope, _ base: ReachBase) {
    self.init(in: home)
    add(base.allRules(of: user)[...], base)
  }

  /// Takes in what has come since: what is given is a longer list while `active` is the same.
  mutating func update(
    _ identity: HeldIdentity, shared: SharedRules, active: JointHalves, _ base: ReachBase
  ) {
    add(identity.extra[seen.extra...], base)
    seen.extra = identity.extra.count
    update(shared: shared)
    if active != self.active {
      self.active = active
      seenJoint = 0
      given = mattering(base.jointRules(of: identity.known).rules[...])
    }
    given += mattering(identity.extraJoint[seenJoint...])
    seenJoint = identity.extraJoint.count
  }

  mutating func update(shared: SharedRules) {
    let everywhere = shared.numbers(in: 0)
    for number in everywhere[seen.everywhere...] { add(number) }
    seen.everywhere = everywhere.count
    guard home.number != 0 else { return }
    let here = shared.numbers(in: home.number)
    for number in here[seen.here...] { add(number) }
    seen.here = here.count
  }

  private mutating func add(_ rules: ArraySlice<HeldRule>, _ base: ReachBase) {
    for held in rules where held.scope.covers(home.scope) {
      add(held.number ?? base.numbered(held.rule).number)
    }
  }

  private mutating func add(_ number: Int) {
    if numbers.insert(number).inserted { all.append(number) }
  }

  /// Whether each of some rules is covered.
  mutating func cover(_ others: [Int], _ base: ReachBase) -> Bool {
    others.allSatisfy { cover($0, base) }
  }

  private mutating func cover(_ number: Int, _ base: ReachBase) -> Bool {
    if numbers.contains(number) { return true }
    var seen = 0
    switch answers[number] {
    case .yes: return true
    case .no(let rules): seen = rules
    case nil: break
    }
    let outline = base.outlines[number]
    let hasNew = all[seen...].contains { base.outlines[$0].meets(outline) }
    let isCovered =
      hasNew
      && all.filter { base.outlines[$0].meets(outline) }.map { base.rules[$0] }
        .cover([base.rules[number]])
    answers[number] = isCovered ? .yes : .no(rules: all.count)
    return isCovered
  }

  private func mattering(_ rules: ArraySlice<JointRule>) -> [JointRule] {
    rules.filter { $0.held.scope.covers(home.scope) && !$0.halves.isDisjoint(with: active) }
  }
}
