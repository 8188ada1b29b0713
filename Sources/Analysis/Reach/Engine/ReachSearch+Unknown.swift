// SPDX-License-Identifier: Apache-2.0

import RBAC

extension ReachSearch {
  /// What bindings of a user may grant besides what the input shows.
  func unknownRules(of user: KnownUser) -> [HeldRule] {
    user.bindings.flatMap { held -> [HeldRule] in
      let scope = base.policy.bindings[held.binding].scope
      var rules: [PolicyRule]
      if let role = held.role {
        rules =
          base.policy.hasUnmatchedSelectors(role: role) && !base.policy.closedWorld
          ? [.everything] : possibleRules(of: held, role)
      } else {
        rules = base.policy.closedWorld ? [] : [.everything]
      }
      let unknown = HeldRule.Source.unknown(binding: held.binding)
      guard scope.isUnknown else {
        return rules.map { HeldRule(rule: $0, scope: scope, source: unknown) }
      }
      // Whatever holds in a namespace that nobody named may hold in any.
      rules += held.role.map { base.policy.effectiveRules(ofRole: $0) } ?? []
      return base.namespaces.flatMap { namespace in
        rules.map { HeldRule(rule: $0, scope: .namespace(namespace), source: unknown) }
      }
    }
  }

  /// Rules that a role may have besides. What every cluster binds to everybody is taken for what
  /// the nearest known version has.
  private func possibleRules(of held: BindingIndex.Held, _ role: Int) -> [PolicyRule] {
    base.policy.bindings[held.binding].origin == nil
      ? [] : base.policy.possibleRules(ofRole: role)
  }
}
