// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags bindings whose roleRef names no role that could be.
package struct InvalidRoleRef: LintRule {
  package static let category = RuleCategory.validity
  package static let severity = Diagnostic.Severity.error
  package static let summary = "The roleRef of a binding is not one that a binding can have"
  package static let why = """
    The API server rejects the whole object, so nothing of it is granted. A ClusterRoleBinding \
    can refer to a ClusterRole only.
    """
  package static let remedy =
    "Write apiGroup rbac.authorization.k8s.io, the kind of the role and its name."
  package static let flagged = [
    LintExample(
      """
      \(ExampleDocument.clusterRole(verbs: "get, list"))
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: example
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ⟦Role⟧
        name: example
      subjects:
      - kind: ServiceAccount
        name: example
        namespace: agents
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
    Rejections.report(to: &found, in: context) { $0.field.hasPrefix("roleRef") }
  }
}
