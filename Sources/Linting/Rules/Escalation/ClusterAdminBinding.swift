// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags bindings to `cluster-admin`.
package struct ClusterAdminBinding: LintRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.error
  package static let summary = "The role cluster-admin is bound"
  package static let why = """
    Whoever it is bound to may do everything there is, now and whatever comes with later \
    versions; a RoleBinding makes it everything in its namespace.
    """
  package static let remedy = "Bind a role with the rules that are needed."
  package static let flagged = [
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: example
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: ⟦cluster-admin⟧
      subjects:
      - kind: ServiceAccount
        name: example
        namespace: agents

      """),
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: example
        namespace: agents
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: ⟦cluster-admin⟧
      subjects:
      - kind: ServiceAccount
        name: example

      """),
  ]
  package static let accepted = [
    LintExample(
      """
      \(ExampleDocument.viewRoleBinding)

      """),
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: cluster-admin
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: cluster-admin
      subjects:
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: system:masters

      """),
  ]

  package static func check(
    _ binding: LintedBinding, in context: LintContext, into found: inout RuleFindings
  ) {
    let reference = binding.binding.roleRef
    guard reference.kind == "ClusterRole", reference.name == "cluster-admin",
      !context.isDefault(binding), !binding.binding.subjects.isEmpty
    else { return }
    let place =
      binding.binding.kind == .clusterRoleBinding
      ? "everything in the cluster" : "everything \(binding.place)"
    found.report(
      "\(binding.subjectWords) may do \(place)", at: binding.range(of: "roleRef.name"),
      of: binding.object, severity: binding.binding.kind == .clusterRoleBinding ? nil : .warning)
  }
}
