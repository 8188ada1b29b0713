// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Runs rules.
package struct Linter {
  private let rules: [any LintRule.Type]

  package init(rules: [any LintRule.Type] = RuleRegistry.all) { self.rules = rules }

  /// What the rules find for one Kubernetes version, in no particular order.
  package func findings(in context: LintContext) -> [Finding] {
    var found = rules.map { RuleFindings(of: $0) }
    for role in context.roles {
      for index in rules.indices { rules[index].check(role, in: context, into: &found[index]) }
    }
    for binding in context.bindings {
      for index in rules.indices { rules[index].check(binding, in: context, into: &found[index]) }
    }
    for index in rules.indices { rules[index].check(context, into: &found[index]) }
    return found.flatMap(\.findings)
  }
}
