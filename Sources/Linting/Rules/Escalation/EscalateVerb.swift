// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics

/// Flags the verb `escalate` on roles.
package struct EscalateVerb: ReachRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.error
  package static let summary = "The verb escalate is granted on roles or cluster roles"
  package static let why = """
    Whoever has it may write a role with permissions that they do not hold, and so give \
    themselves everything.
    """
  package static let remedy = """
    Leave it out: who holds the permissions that a role is to have may write that role without \
    it.
    """
  package static let routes: [any Route.Type] = [RoleWritingRoute.self, AggregationRoute.self]
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [clusterroles, roles]
        verbs: [⟦escalate⟧]
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: ["*"]
        resources: [roles]
        verbs: [get, ⟦escalate⟧]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [clusterroles, roles]
        verbs: [get, list, watch]
      """)
  ]

  static let openings = [
    Opening(
      Reach(
        verbs: ["escalate"], group: "rbac.authorization.k8s.io", resources: ["roles"],
        clusterScoped: ["clusterroles"]),
      "allows to write roles that hold more than their writer,", marksVerbs: true)
  ]
}
