// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags roles that nobody has.
package struct UnboundRole: LintRule {
  package static let category = RuleCategory.references
  package static let severity = Diagnostic.Severity.note
  package static let summary = "No binding of the input refers to a role"
  package static let why = """
    A role without a binding grants nothing. Where the input has bindings it may be a leftover, \
    or the binding may name another role by mistake.
    """
  package static let remedy = "Bind the role, take it out, or say in a suppression who binds it."
  package static let flagged = [
    LintExample(
      """
      \(ExampleDocument.clusterRole())
      ---
      \(ExampleDocument.clusterRoleBinding())
      ---
      \(ExampleDocument.account)
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: ⟦other⟧
      rules:
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list, watch]

      """),
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata:
        name: ⟦other⟧
        namespace: agents
      rules:
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list, watch]
      ---
      \(ExampleDocument.clusterRole())
      ---
      \(ExampleDocument.clusterRoleBinding())
      ---
      \(ExampleDocument.account)

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
      \(ExampleDocument.clusterRole())
      ---
      \(ExampleDocument.clusterRoleBinding())
      ---
      \(ExampleDocument.account)
      ---
      \(ExampleDocument.aggregatedClusterRole)
      ---
      \(ExampleDocument.aggregatingClusterRole)
      ---
      \(ExampleDocument.clusterRoleBinding("all", of: "all"))

      """),
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    guard context.hasBindings, !role.isBound, !role.isAggregatedInto, !role.isKubernetesOwn
    else {
      return
    }
    found.report(
      "no binding refers to \(role.title), so nobody has what it grants", at: role.nameRange,
      of: role.object, severity: role.role.kind == .role ? .warning : nil)
  }
}
