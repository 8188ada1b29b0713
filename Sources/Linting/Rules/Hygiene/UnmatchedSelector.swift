// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Manifests
import RBAC
import YAMLSyntax

/// Flags selectors of an aggregated role that select nothing.
package struct UnmatchedSelector: LintRule {
  package static let category = RuleCategory.hygiene
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "A selector of an aggregationRule selects no role of the input"
  package static let why = """
    The aggregated role has nothing of it until somebody adds a role with those labels.
    """
  package static let remedy = "Correct the labels, or add the roles to what is linted."
  package static let flagged = [
    LintExample(
      """
      \(ExampleDocument.aggregatedClusterRole)
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: all
      aggregationRule:
        clusterRoleSelectors:
        - matchLabels:
            example.com/aggregate: "true"
        - ⟦matchLabels:
            example.com/agregate: "true"⟧
      ---
      \(ExampleDocument.clusterRoleBinding(of: "all"))
      ---
      \(ExampleDocument.account)

      """),
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: all
      aggregationRule:
        clusterRoleSelectors:
        - ⟦matchLabels:
            example.com/aggregate: "true"⟧
      rules: []

      """),
  ]
  package static let accepted = [
    LintExample(
      """
      \(ExampleDocument.aggregatedClusterRole)
      ---
      \(ExampleDocument.aggregatingClusterRole)
      ---
      \(ExampleDocument.clusterRoleBinding(of: "all"))
      ---
      \(ExampleDocument.account)

      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    guard let selectors = role.role.aggregationRule, !role.isKubernetesOwn else { return }
    let written = role.node.field("aggregationRule.clusterRoleSelectors").map {
      Array($0.elements)
    }
    for (position, selector) in selectors.enumerated()
    where context.selected(by: selector).allSatisfy({ $0 == role.index }) {
      let node = written.flatMap { $0.indices.contains(position) ? $0[position] : nil }
      found.report(
        "the selector matches no ClusterRole, so nothing is aggregated",
        at: node?.range ?? role.nameRange, of: role.object)
    }
  }
}
