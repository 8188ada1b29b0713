// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI
import RBAC

/// Flags bindings to roles that are nowhere.
package struct MissingRole: LintRule {
  package static let category = RuleCategory.references
  package static let severity = Diagnostic.Severity.error
  package static let summary = """
    A binding refers to a role that neither the input nor Kubernetes itself has
    """
  package static let why = """
    The API server accepts the binding, and it grants nothing for as long as there is no such \
    role. RBAC compares names as words, and a Role is looked for in the binding's own namespace \
    alone.
    """
  package static let remedy = """
    Correct the kind or the name in roleRef, or add the role to what is linted.
    """
  package static let flagged = [
    LintExample(
      """
      \(ExampleDocument.clusterRole())
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: example
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: ⟦exampel⟧
      subjects:
      - kind: ServiceAccount
        name: example
        namespace: agents
      ---
      \(ExampleDocument.clusterRoleBinding("other"))

      """),
    LintExample(
      """
      \(ExampleDocument.role)
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
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: other
        namespace: agents
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: Role
        name: example
      subjects:
      - kind: ServiceAccount
        name: example

      """),
  ]
  package static let accepted = [
    LintExample.subjects(
      """
      - kind: ServiceAccount
        name: example
        namespace: agents
      """),
    LintExample(
      """
      \(ExampleDocument.viewRoleBinding)

      """),
  ]

  package static func check(
    _ binding: LintedBinding, in context: LintContext, into found: inout RuleFindings
  ) {
    guard binding.role == nil else { return }
    let reference = binding.binding.roleRef
    let title =
      reference.kind == "Role"
      ? "Role '\(binding.binding.isUnplaced ? "" : binding.binding.namespace + "/")"
        + "\(reference.name)'"
      : "\(reference.kind) '\(reference.name)'"
    let hint = hint(for: binding, context)
    found.report(
      "there is no \(title)" + (hint.map { "; \($0)" } ?? ""),
      at: binding.range(of: "roleRef.name"),
      of: binding.object, severity: hint == nil ? context.severityOfAbsence(of: reference) : nil)
  }
}

extension MissingRole {
  /// What in the input shows that the reference is a slip.
  private static func hint(for binding: LintedBinding, _ context: LintContext) -> String? {
    let reference = binding.binding.roleRef
    let named = context.roleNames[reference.name]
    if let other = named.first(where: { $0.role.kind.rawValue != reference.kind }) {
      return "\(other.title) has that name"
    }
    if let other = named.first { return "\(other.title) is in another namespace" }
    return context.roleNames.nearest(to: reference.name, ofKind: reference.kind).map {
      "did you mean '\($0)'?"
    }
  }
}
