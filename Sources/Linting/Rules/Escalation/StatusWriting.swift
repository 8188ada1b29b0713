// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics

/// Flags grants to write what controllers rely on.
package struct StatusWriting: ReachRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "The status of nodes, pods or services may be written"
  package static let why = """
    Controllers and schedulers believe a status: a node's decides where pods go, a pod's which \
    traffic it gets, and a service's whose addresses are drawn to it.
    """
  package static let remedy = "Leave it to the components that report that status."
  package static let routes: [any Route.Type] = [StatusWritingRoute.self]
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [⟦nodes/status⟧]
        verbs: [patch]
      """),
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [⟦"*/status"⟧]
        verbs: [get, update]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [nodes/status, pods/status]
        verbs: [get]
      """)
  ]

  static let openings = [
    Opening(
      Reach(
        verbs: ["update", "patch"], group: "", resources: ["pods/status", "services/status"],
        clusterScoped: ["nodes/status"]),
      "tells controllers what is not so")
  ]
}
