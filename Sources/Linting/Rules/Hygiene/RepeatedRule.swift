// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags rules that are written twice.
package struct RepeatedRule: LintRule {
  package static let category = RuleCategory.hygiene
  package static let severity = Diagnostic.Severity.note
  package static let summary = "A role has the same rule twice"
  package static let why = """
    The second grants nothing more, and whoever takes the first out believes that it is gone.
    """
  package static let remedy = "Leave one of them."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list]
      - ⟦apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list]⟧
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [configmaps, pods]
        verbs: [get, list]
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get]
      # The same in another order.
      - ⟦apiGroups: [""]
        resources: [pods, configmaps]
        verbs: [list, get]⟧
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list, watch]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    for (rule, first) in role.repeatedRules {
      found.report(
        "rule \(rule.index + 1) grants what rule \(first.index + 1) grants", at: rule.range,
        of: role.object, notes: [Diagnostic.Note("it is written here first", at: first.range)],
        fix: role.removal(of: [rule], title: "take the second rule out"))
    }
  }
}
