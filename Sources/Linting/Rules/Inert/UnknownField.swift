// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Manifests

/// Flags fields that RBAC objects do not have.
package struct UnknownField: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "An RBAC object has a field that the API does not know"
  package static let why = """
    The API server drops the field without a word, so what it was to say is not said; where it is \
    asked to be strict, as kubectl asks it, it refuses the object.
    """
  package static let remedy = "Write the field as the API has it, or take it out."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list]
        ⟦resourceName⟧: example
      """),
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: example
        labels:
        ⟦example.com/team⟧: web
      rules:
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list]

      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list]
      """)
  ]

  package static func check(_ context: LintContext, into found: inout RuleFindings) {
    for diagnostic in context.manifests.diagnostics where diagnostic.code == "unknown-field" {
      found.report(
        diagnostic.message, at: diagnostic.range,
        notes: diagnostic.remedy.map { [Diagnostic.Note($0)] } ?? [])
    }
  }
}
