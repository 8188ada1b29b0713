// SPDX-License-Identifier: Apache-2.0

import RBAC

/// A role that somebody who is held has: what is written into it, everybody who has it is given.
struct RoleChannel {
  /// A rule that was written, by which right to write.
  struct Written {
    var rule: PolicyRule
    var number: Int
    var writing: Int
  }

  /// Somebody who has the role: where it is bound, and how much of what was written was looked at.
  struct Holder {
    var place: Int
    var home: NumberedScope
    var seen = 0
  }

  let role: WritableRole
  /// Where the role is.
  let home: NumberedScope
  var holders: [Holder] = []
  private(set) var written: [Written] = []
  private var numbers: Set<Int> = []
  /// The right by which anything may be written into it.
  var unlimited: Int?
  /// The step by which it is made first, where it is not there.
  var maker: Int?

  init(_ role: WritableRole, home: NumberedScope) {
    self.role = role
    self.home = home
  }

  mutating func write(_ rule: JointRule, by writing: Int) {
    guard numbers.insert(rule.number).inserted else { return }
    written.append(Written(rule: rule.held.rule, number: rule.number, writing: writing))
  }
}
