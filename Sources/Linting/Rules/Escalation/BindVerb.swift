// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics

/// Flags the verb `bind` on roles.
package struct BindVerb: ReachRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.error
  package static let summary = "The verb bind is granted on roles or cluster roles"
  package static let why = """
    Whoever has it and may write bindings may bind these roles to themselves without holding \
    what they grant. Without names, cluster-admin is among them.
    """
  package static let remedy = """
    Name the roles that may be bound in resourceNames, or leave the verb out: who holds a role's \
    permissions may bind it without it.
    """
  package static let routes: [any Route.Type] = [BindingWritingRoute.self]
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [clusterroles]
        verbs: [⟦bind⟧]
      """),
    LintExample.rules(
      """
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [clusterroles]
        resourceNames: [view]
        verbs: [⟦bind⟧]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [clusterrolebindings, rolebindings]
        verbs: [get, list, watch]
      """)
  ]

  private static let powerful = Set(["cluster-admin", "admin", "edit"])

  static let openings = [
    Opening(
      Reach(
        verbs: ["bind"], group: "rbac.authorization.k8s.io", resources: ["roles"],
        clusterScoped: ["clusterroles"]),
      "allows to bind roles that the binder does not hold,", marksVerbs: true
    ) { grant, _ in
      grant.names.isEmpty || !powerful.isDisjoint(with: grant.names) ? nil : .warning
    }
  ]
}
