// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags rules in a role that the server writes itself.
package struct OverwrittenRules: LintRule {
  package static let category = RuleCategory.hygiene
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "A role with an aggregationRule has rules of its own"
  package static let why = """
    The server's controller puts the rules of the selected roles in their place: what is written \
    here is gone within seconds, and nobody is told.
    """
  package static let remedy = """
    Move the rules into a ClusterRole of their own with a label that the aggregationRule \
    selects.
    """
  package static let flagged = [
    LintExample(
      """
      \(ExampleDocument.aggregatingClusterRole)
      rules:
      ⟦- apiGroups: [apps]
        resources: [deployments]
        verbs: [get]⟧

      """),
    LintExample(
      """
      \(ExampleDocument.aggregatedClusterRole)
      ---
      \(ExampleDocument.aggregatingClusterRole)
      rules:
      ⟦- apiGroups: [""]
        resources: [pods]
        verbs: [get]⟧
      ---
      \(ExampleDocument.clusterRoleBinding(of: "all"))
      ---
      \(ExampleDocument.account)

      """),
  ]
  package static let accepted = [
    LintExample(
      """
      \(ExampleDocument.aggregatedClusterRole)
      ---
      \(ExampleDocument.aggregatingClusterRole)
      rules: []
      ---
      \(ExampleDocument.clusterRoleBinding(of: "all"))
      ---
      \(ExampleDocument.account)

      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    guard role.isAggregated, !role.rules.isEmpty, !role.isKubernetesOwn else { return }
    found.report(
      "the server overwrites the rules of \(role.title), which has an aggregationRule",
      at: role.rulesRange, of: role.object)
  }
}
