// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Manifests

/// Flags keys that a mapping has more than once.
package struct DuplicateKey: LintRule {
  package static let category = RuleCategory.validity
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "A key stands more than once in the same mapping"
  package static let why = """
    Helm and kubectl take the last one and say nothing, so what the others hold is lost. Strict \
    readers refuse the whole text: kustomize, Flux, which builds with it, and the API server where \
    it is sent the text as it is with `fieldValidation=Strict`; by default it warns.
    """
  package static let remedy = "Remove all but one of them, or merge their values."
  package static let flagged = [
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: example
        labels:
          app: example
          team: storage
          ⟦app⟧: other
      rules:
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list]
      ---
      \(ExampleDocument.clusterRoleBinding())
      ---
      \(ExampleDocument.account)

      """),
    LintExample(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: example
        namespace: agents
      data:
        mode: fast
        ⟦mode⟧: slow
      ---
      \(ExampleDocument.clusterRole())
      ---
      \(ExampleDocument.clusterRoleBinding())
      ---
      \(ExampleDocument.account)

      """),
  ]
  package static let accepted = [
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: example
        labels:
          app: example
          team: storage
      rules:
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list]
      ---
      \(ExampleDocument.clusterRoleBinding())
      ---
      \(ExampleDocument.account)

      """)
  ]

  package static func check(_ context: LintContext, into found: inout RuleFindings) {
    for diagnostic in context.manifests.diagnostics where diagnostic.code == "duplicate-key" {
      found.report(diagnostic.message, at: diagnostic.range, notes: diagnostic.notes)
    }
  }
}
