// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Manifests
import RBAC
import YAMLSyntax

/// Flags bindings that are there twice with different roles.
package struct ChangedRoleRef: LintRule {
  package static let category = RuleCategory.references
  package static let severity = Diagnostic.Severity.error
  package static let summary = "Two documents have the same binding with different roles"
  package static let why = """
    The role of a binding cannot be changed: whichever document is applied second is refused, \
    and what it was to grant is not granted.
    """
  package static let remedy = "Give one of the bindings another name."
  package static let flagged = [
    LintExample(
      """
      \(ExampleDocument.clusterRole())
      ---
      \(ExampleDocument.clusterRole("other"))
      ---
      \(ExampleDocument.clusterRoleBinding())
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: example
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: ⟦other⟧
      subjects:
      - kind: ServiceAccount
        name: example
        namespace: agents
      ---
      \(ExampleDocument.clusterRoleBinding("other", of: "other"))
      ---
      \(ExampleDocument.account)

      """),
    LintExample(
      """
      \(ExampleDocument.role)
      ---
      \(ExampleDocument.clusterRole())
      ---
      \(ExampleDocument.roleBinding)
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: example
        namespace: agents
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: ⟦example⟧
      subjects:
      - kind: ServiceAccount
        name: example
        namespace: agents
      ---
      \(ExampleDocument.account)
      ---
      \(ExampleDocument.clusterRoleBinding("other"))

      """),
  ]
  package static let accepted = [
    LintExample(
      """
      \(ExampleDocument.clusterRole())
      ---
      \(ExampleDocument.clusterRole("other"))
      ---
      \(ExampleDocument.clusterRoleBinding())
      ---
      \(ExampleDocument.clusterRoleBinding("other", of: "other"))
      ---
      \(ExampleDocument.account)

      """)
  ]

  package static func check(_ context: LintContext, into found: inout RuleFindings) {
    for repetition in context.manifests.repetitions {
      guard case .bindings(let first, let again) = repetition,
        first.roleRef.kind != again.roleRef.kind || first.roleRef.name != again.roleRef.name,
        let earlier = context.entry(of: first.origin), let entry = context.entry(of: again.origin)
      else { continue }
      found.report(
        "\(entry.title) refers to the \(first.roleRef.kind) '\(first.roleRef.name)' already, and "
          + "that cannot be changed",
        at: entry.node?.field("roleRef.name")?.range, of: entry.object,
        notes: [
          Diagnostic.Note(
            "it is bound here first", at: earlier.node?.field("roleRef.name")?.range)
        ])
    }
  }
}
