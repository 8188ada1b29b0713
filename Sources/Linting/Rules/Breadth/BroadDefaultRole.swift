// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags bindings to the default roles of people.
package struct BroadDefaultRole: LintRule {
  package static let category = RuleCategory.breadth
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "The default role admin or edit is bound"
  package static let why = """
    These are made for people: they read secrets, run commands in pods and write workloads, and \
    grow with whatever is installed in the cluster (edit and admin are aggregated).
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
        name: ⟦edit⟧
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
      kind: RoleBinding
      metadata:
        name: example
        namespace: agents
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: ⟦admin⟧
      subjects:
      - kind: ServiceAccount
        name: example
      ---
      \(ExampleDocument.account)

      """),
  ]
  package static let accepted = [
    LintExample(
      """
      \(ExampleDocument.viewRoleBinding)
      ---
      \(ExampleDocument.account)

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
        name: edit
      subjects:
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: developers

      """),
  ]

  package static func check(
    _ binding: LintedBinding, in context: LintContext, into found: inout RuleFindings
  ) {
    let reference = binding.binding.roleRef
    guard reference.kind == "ClusterRole", ["admin", "edit"].contains(reference.name) else {
      return
    }
    let isForPeople = binding.binding.subjects.allSatisfy { $0.kind != "ServiceAccount" }
    if isForPeople, binding.binding.kind == .roleBinding { return }
    found.report(
      "'\(reference.name)' gives \(binding.subjectWords) secrets, exec and workloads "
        + "\(binding.place)",
      at: binding.range(of: "roleRef.name"), of: binding.object)
  }
}
