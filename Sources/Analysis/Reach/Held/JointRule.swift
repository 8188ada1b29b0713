// SPDX-License-Identifier: Apache-2.0

import RBAC

/// A rule that is half of a request that is checked twice, with its number among the rules of the
/// base: what is passed on among identities is compared by numbers.
struct JointRule {
  var held: HeldRule
  var number: Int
  var halves: JointHalves
  /// The number of the scope that it holds in.
  var place: Int
}

extension Sequence<JointRule> {
  /// What they are half of, together.
  var halves: JointHalves { reduce(into: []) { $0.formUnion($1.halves) } }

  /// What each is half of, and where.
  var placed: [HeldHalves.Placed] { map { HeldHalves.Placed(halves: $0.halves, scope: $0.place) } }
}

/// A scope with its number among those of a base.
struct NumberedScope {
  let scope: Scope
  let number: Int

  static let cluster = NumberedScope(scope: .cluster, number: 0)
}

/// A role in a scope, by its place and the number of the scope.
struct RoleKey: Hashable {
  var role: Int
  var scope: Int
}

/// A rule in a scope, by their numbers.
struct RuleKey: Hashable {
  var rule: Int
  var scope: Int
}

extension ReachBase {
  /// All rules of a user, found once.
  func allRules(of user: KnownUser) -> [HeldRule] {
    if let known = user.allRules { return known }
    let found = user.bindings.flatMap { held -> [HeldRule] in
      guard let role = held.role else { return [] }
      return policy.effectiveRules(ofRole: role).indices.map {
        heldRule($0, of: role, through: held)
      }
    }
    user.allRules = found
    return found
  }

  /// The rules of a user that are half of something, and what they are in which scope.
  func jointRules(of user: KnownUser) -> (rules: [JointRule], keys: Set<RuleKey>) {
    if let known = user.jointRules { return known }
    let rules = joint(allRules(of: user))
    let keys = Set(rules.map { RuleKey(rule: $0.number, scope: $0.place) })
    user.jointRules = (rules, keys)
    return (rules, keys)
  }

  /// Those of some rules that are half of something.
  func joint(_ rules: [HeldRule]) -> [JointRule] {
    rules.compactMap { held in
      let number = held.number ?? numbered(held.rule).number
      let halves = halves(ofRule: number, in: held.scope)
      guard !halves.isEmpty else { return nil }
      return JointRule(
        held: held, number: number, halves: halves, place: self.number(of: held.scope))
    }
  }
}
