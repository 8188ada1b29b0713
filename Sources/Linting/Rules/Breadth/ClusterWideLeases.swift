// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Flags locks that are granted in every namespace.
package struct ClusterWideLeases: LintRule {
  package static let category = RuleCategory.breadth
  package static let severity = Diagnostic.Severity.note
  package static let summary = "Leases may be written in every namespace"
  package static let why = """
    An agent elects its leader with a lease in its own namespace. In kube-system the same grant \
    lets it take the locks of the scheduler and the controllers, and in kube-node-lease those \
    that say which nodes are alive.
    """
  package static let remedy = "Grant leases in a Role in the agent's namespace."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [coordination.k8s.io]
        resources: [⟦leases⟧]
        verbs: [get, create, update]
      """),
    LintExample.rules(
      """
      - apiGroups: ["*"]
        resources: [⟦leases⟧]
        verbs: [patch]
      """),
  ]
  package static let accepted = [
    LintExample.namespacedRules(
      """
      - apiGroups: [coordination.k8s.io]
        resources: [leases]
        verbs: [get, create, update]
      """)
  ]

  private static let reach = Reach(
    verbs: ["create", "update", "patch", "delete"], group: "coordination.k8s.io",
    resources: ["leases"])

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    guard role.isClusterWide else { return }
    for grant in reach.grants(by: role, in: context) where grant.names.isEmpty {
      found.report(
        "\(grant.words)\(role.place): leader election needs one namespace", at: grant.resourceRange,
        of: role.object)
    }
  }
}
