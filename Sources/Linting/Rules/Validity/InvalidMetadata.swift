// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags names, labels and annotations that the API server refuses.
package struct InvalidMetadata: LintRule {
  package static let category = RuleCategory.validity
  package static let severity = Diagnostic.Severity.error
  package static let summary =
    "An object's name, namespace, labels, annotations or finalizers are not as they may be"
  package static let why = """
    The API server rejects the whole object, so nothing of it is granted.
    """
  package static let remedy =
    "Give the object a name, and write labels and annotations within their bounds."
  package static let flagged = [
    LintExample(
      """
      \(ExampleDocument.clusterRole(verbs: "get, list"))
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: example
        labels:
          ⟦team: "a b"⟧
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
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
    Rejections.report(to: &found, in: context) { $0.field.hasPrefix("metadata") }
  }
}
