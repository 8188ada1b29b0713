// SPDX-License-Identifier: Apache-2.0

import RBAC

/// A role that somebody who is held has, one of the policy's or one that is not there yet: what is
/// written into it, everybody who has it is given.
struct RoleChannel {
  enum Target: Hashable {
    /// A role's place in the policy.
    case there(Int)
    /// A role that bindings refer to and that may be made.
    case missing(Role.Kind, name: String, Scope)
  }

  /// A rule that was written, by which right to write.
  struct Written {
    var rule: PolicyRule
    var number: Int
    var writing: Int
  }

  /// Somebody who has the role: where, and how much of what was written was looked at.
  struct Holder {
    var place: Int
    var scope: Scope
    var scopeNumber: Int
    var seen = 0
  }

  let target: Target
  let kind: Role.Kind
  let name: String
  /// Where it is: a Role's namespace, or the cluster.
  let home: Scope
  let isAggregated: Bool
  var holders: [Holder] = []
  private(set) var written: [Written] = []
  private var numbers: Set<Int> = []
  /// The right by which anything may be written into it.
  var unlimited: Int?

  init(_ target: Target, in policy: Policy) {
    self.target = target
    switch target {
    case .there(let number):
      let role = policy.roles[number]
      (kind, name, home) = (role.kind, role.name, role.scope)
      isAggregated = role.aggregationRule != nil
      title = role.reference.title
    case .missing(let kind, let name, let home):
      (self.kind, self.name, self.home) = (kind, name, home)
      isAggregated = false
      title = "\(kind.rawValue) '\(name)'"
    }
  }

  /// As paths name it: `Role 'shop/x'`.
  let title: String

  mutating func write(_ rule: JointRule, by writing: Int) {
    guard numbers.insert(rule.number).inserted else { return }
    written.append(Written(rule: rule.held.rule, number: rule.number, writing: writing))
  }

  /// Whether a right to write is one to write this role.
  func isWritten(by writing: RoleWriting) -> Bool {
    if writing.isAggregated { return isAggregated }
    let isThere = if case .there = target { true } else { false }
    return kind == writing.kind && isThere != writing.creates
      && (kind == .clusterRole || writing.scope.covers(home))
      && (writing.names.map { $0.contains(name) } ?? true)
      && (!isAggregated || writing.isUnlimited)
  }
}
