// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags roles without rules.
package struct EmptyRole: LintRule {
  package static let category = RuleCategory.hygiene
  package static let severity = Diagnostic.Severity.note
  package static let summary = "A role has no rules"
  package static let why = """
    It grants nothing, and a binding to it looks as if somebody could do something. Templates \
    tend to make it where everything is switched off.
    """
  package static let remedy = "Leave the role out, and the bindings to it."
  package static let flagged = [
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: ⟦example⟧
      rules: []

      """),
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata:
        name: ⟦example⟧
        namespace: agents
      ---
      \(ExampleDocument.roleBinding)
      ---
      \(ExampleDocument.account)

      """),
  ]
  package static let accepted = [
    LintExample.subjects(
      """
      - kind: ServiceAccount
        name: example
        namespace: agents
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    guard role.rules.isEmpty, !role.isAggregated else { return }
    found.report(
      "\(role.title) has no rules, so it grants nothing", at: role.nameRange, of: role.object,
      severity: role.directBindings.isEmpty ? nil : .warning)
  }
}
