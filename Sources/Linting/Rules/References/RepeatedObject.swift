// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Manifests
import RBAC
import YAMLSyntax

/// Flags objects that are there twice.
package struct RepeatedObject: LintRule {
  package static let category = RuleCategory.references
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "Two documents have the same role or binding"
  package static let why = """
    The one that is applied last replaces the other, so what the first grants is lost, or \
    depends on the order of files.
    """
  package static let remedy = "Join them, or give one of them another name or namespace."
  package static let flagged = [
    LintExample(
      """
      \(ExampleDocument.clusterRole())
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: ⟦example⟧
      rules:
      - apiGroups: [""]
        resources: [pods]
        verbs: [get]
      ---
      \(ExampleDocument.clusterRoleBinding())
      ---
      \(ExampleDocument.account)

      """),
    LintExample(
      """
      \(ExampleDocument.clusterRole())
      ---
      \(ExampleDocument.clusterRoleBinding())
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: ⟦example⟧
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: example
      subjects:
      - kind: ServiceAccount
        name: other
        namespace: agents
      ---
      \(ExampleDocument.account)
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: other
        namespace: agents

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
      let (first, again, isSame) = parts(of: repetition)
      guard let earlier = context.entry(of: first), let entry = context.entry(of: again) else {
        continue
      }
      found.report(
        "\(entry.title) is written twice; the last one applied replaces the other",
        at: entry.node?.field("metadata.name")?.range, of: entry.object,
        severity: isSame ? .note : nil,
        notes: [
          Diagnostic.Note("it is written here too", at: earlier.node?.field("metadata.name")?.range)
        ])
    }
  }

  private static func parts(
    of repetition: ManifestSet.Repetition
  ) -> (first: Origin?, again: Origin?, isSame: Bool) {
    switch repetition {
    case .roles(let first, let again):
      let isSame =
        first.rules == again.rules && first.aggregationRule == again.aggregationRule
        && first.labels == again.labels
      return (first.origin, again.origin, isSame)
    case .bindings(let first, let again):
      let isSame = first.subjects == again.subjects && first.roleRef == again.roleRef
      return (first.origin, again.origin, isSame)
    }
  }
}
