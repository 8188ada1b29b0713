// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics

/// Flags grants to write bindings.
package struct BindingWriting: ReachRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "Role bindings may be written"
  package static let why = """
    The API server lets the writer bind only roles whose permissions they hold themselves, so \
    this gives nothing new to the writer; it lets them pass all that they have on to anybody.
    """
  package static let remedy = """
    Leave bindings to whoever installs the agent, or name them in resourceNames with update and \
    patch alone.
    """
  package static let routes: [any Route.Type] = [BindingWritingRoute.self]
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [⟦clusterrolebindings⟧]
        verbs: [create]
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [⟦rolebindings⟧, roles]
        verbs: [get, update]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [rolebindings]
        verbs: [get, list, watch]
      """)
  ]

  static let openings = [
    Opening(
      Reach(
        verbs: ["create", "update", "patch"], group: "rbac.authorization.k8s.io",
        resources: ["rolebindings"], clusterScoped: ["clusterrolebindings"]),
      "passes on what the writer holds"
    ) { grant, _ in grant.names.isEmpty ? nil : .note }
  ]
}
