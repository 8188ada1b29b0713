// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags bindings for nobody.
package struct BindingWithoutSubjects: LintRule {
  package static let category = RuleCategory.references
  package static let severity = Diagnostic.Severity.note
  package static let summary = "A binding has no subjects"
  package static let why = """
    It grants nothing, and whoever reads the role's name in it believes that somebody has it. \
    Templates tend to make it of an empty list.
    """
  package static let remedy = "Name the subjects, or leave the binding out."
  package static let flagged = [
    LintExample(
      """
      \(ExampleDocument.clusterRole())
      ---
      \(ExampleDocument.clusterRole())
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: ⟦example⟧
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: example
      subjects: []

      """),
    LintExample(
      """
      \(ExampleDocument.clusterRole())
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: ⟦example⟧
        namespace: agents
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: example

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
    _ binding: LintedBinding, in context: LintContext, into found: inout RuleFindings
  ) {
    guard binding.binding.subjects.isEmpty else { return }
    found.report(
      "\(binding.title) is for nobody", at: binding.range(of: "metadata.name"), of: binding.object)
  }
}
