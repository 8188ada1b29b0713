// SPDX-License-Identifier: Apache-2.0

/// A rule with the place where it holds, as a binding makes one of a role's rules.
package struct ScopedRule: Hashable, Sendable {
  package var rule: PolicyRule
  package var scope: Scope

  package init(rule: PolicyRule, scope: Scope) {
    self.rule = rule
    self.scope = scope
  }

  /// Every single combination that the rule allows: the cross product of its fields, with
  /// repetitions. A rule that lacks verbs, groups or resources has none.
  ///
  /// Source: k8s.io/component-helpers, `BreakdownRule` in
  /// auth/rbac/validation/policy_comparator.go.
  package var atoms: [Atom] {
    let names: [String?] = rule.resourceNames.isEmpty ? [nil] : rule.resourceNames
    var atoms: [Atom] = []
    for verb in rule.verbs {
      for apiGroup in rule.apiGroups {
        for resource in rule.resources {
          for name in names {
            atoms.append(
              Atom(
                .resource(verb: verb, apiGroup: apiGroup, resource: resource, resourceName: name),
                scope: scope))
          }
        }
      }
      for url in rule.nonResourceURLs {
        atoms.append(Atom(.nonResource(verb: verb, url: url), scope: scope))
      }
    }
    return atoms
  }
}
