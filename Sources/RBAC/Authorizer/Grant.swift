// SPDX-License-Identifier: Apache-2.0

/// What allows something: a binding, the subject of it that applies, the role that it refers to,
/// and the rule of that role. All are indices, into a `Policy`'s arrays and theirs; `Policy` turns
/// them into the things.
package struct Grant: Hashable, Sendable {
  package var binding: Int
  package var subject: Int
  package var role: Int
  /// Among the role's effective rules, which for an aggregated ClusterRole are those of its parts.
  package var rule: Int

  package init(binding: Int, subject: Int, role: Int, rule: Int) {
    self.binding = binding
    self.subject = subject
    self.role = role
    self.rule = rule
  }
}

/// A rule that a user has, where it holds, and what grants it.
package struct GrantedRule: Hashable, Sendable {
  package var rule: PolicyRule
  package var scope: Scope
  package var grant: Grant

  package var scopedRule: ScopedRule { ScopedRule(rule: rule, scope: scope) }
}
