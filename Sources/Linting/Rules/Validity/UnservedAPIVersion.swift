// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Flags RBAC objects of an apiVersion that no server of the target version has.
package struct UnservedAPIVersion: LintRule {
  package static let category = RuleCategory.validity
  package static let severity = Diagnostic.Severity.error
  package static let summary =
    "An RBAC object has an apiVersion or a kind that the API server does not serve"
  package static let why = """
    The API server rejects the object, so nothing of it is granted. Letter case counts in both \
    words. The beta and alpha versions of the RBAC API ended with Kubernetes 1.22.
    """
  package static let remedy = "Write apiVersion: rbac.authorization.k8s.io/v1."
  package static let flagged = [
    LintExample(
      """
      \(ExampleDocument.clusterRole(verbs: "get, list"))
      ---
      apiVersion: ⟦rbac.authorization.k8s.io/v1beta1⟧
      kind: ClusterRoleBinding
      metadata:
        name: example
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

      """),
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ⟦ClusterRoles⟧
      metadata:
        name: example
      rules: []
      ---
      apiVersion: ⟦RBAC.authorization.k8s.io/v1⟧
      kind: Role
      metadata:
        name: example
        namespace: agents
      rules: []

      """),
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
    Rejections.report(
      to: &found, in: context,
      codes: ["removed-api-version", "unknown-api-version", "unknown-kind"])
  }
}
