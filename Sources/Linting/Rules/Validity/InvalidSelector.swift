// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags label selectors of aggregation rules that are none.
package struct InvalidSelector: LintRule {
  package static let category = RuleCategory.validity
  package static let severity = Diagnostic.Severity.error
  package static let summary =
    "The aggregationRule of a ClusterRole has no selector, or one that is not valid"
  package static let why = """
    The API server rejects the whole object, so nothing of it is granted.
    """
  package static let remedy =
    "Give it at least one label selector with keys, operators and values as Kubernetes has them."
  package static let flagged = [
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: example
      aggregationRule:
        clusterRoleSelectors: ⟦[]⟧
      ---
      \(ExampleDocument.clusterRoleBinding())
      ---
      \(ExampleDocument.account)

      """)
  ]
  package static let accepted = [
    LintExample(
      """
      \(ExampleDocument.clusterRole(verbs: "get, list"))
      ---
      \(ExampleDocument.clusterRoleBinding())
      ---
      \(ExampleDocument.account)

      """)
  ]

  package static func check(_ context: LintContext, into found: inout RuleFindings) {
    Rejections.report(to: &found, in: context) { $0.field.hasPrefix("aggregationRule") }
  }
}
