// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags subjects that are nobody.
package struct InvalidSubject: LintRule {
  package static let category = RuleCategory.validity
  package static let severity = Diagnostic.Severity.error
  package static let summary = "A subject of a binding is none that a binding can have"
  package static let why = """
    The API server rejects the whole object, so nothing of it is granted. A ServiceAccount is in \
    the core group, and in a ClusterRoleBinding it needs its namespace; users and groups are in \
    rbac.authorization.k8s.io.
    """
  package static let remedy =
    "Write the kind, its group and the name, and the namespace of a ServiceAccount."
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
        kind: ClusterRole
        name: example
      subjects:
      - ⟦kind: ServiceAccount
        name: example⟧
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
    Rejections.report(to: &found, in: context) { $0.field.hasPrefix("subjects") }
  }
}
