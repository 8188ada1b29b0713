// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics

/// Flags grants to write roles.
package struct RoleWriting: ReachRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.note
  package static let summary = "Roles may be written"
  package static let why = """
    The API server lets the writer put only permissions into a role that they hold themselves. \
    Whoever is bound to the role already gets those too.
    """
  package static let remedy = """
    Leave roles to whoever installs the agent, or name them in resourceNames with update and \
    patch alone.
    """
  package static let routes: [any Route.Type] = [RoleWritingRoute.self, AggregationRoute.self]
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [⟦clusterroles⟧]
        verbs: [create]
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [⟦roles⟧]
        verbs: [get, update]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [roles]
        verbs: [get, list, watch]
      """)
  ]

  static let openings = [
    Opening(
      Reach(
        verbs: ["create", "update", "patch"], group: "rbac.authorization.k8s.io",
        resources: ["roles"], clusterScoped: ["clusterroles"]),
      "passes on what the writer holds")
  ]
}
