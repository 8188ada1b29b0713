// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics

/// Flags grants to write pods, or what pods are made from.
package struct WorkloadWriting: ReachRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.note
  package static let summary = "Pods, or workloads that pods are made from, may be written"
  package static let why = """
    A pod runs under any service account of its namespace and mounts any secret and volume \
    there, and what admission allows of the node. So this is all that anybody in those \
    namespaces has.
    """
  package static let remedy = """
    Grant it in the namespaces that need it, and keep accounts with more permissions in others.
    """
  package static let routes: [any Route.Type] = [PodWritingRoute.self, WorkloadWritingRoute.self]
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [⟦pods⟧]
        verbs: [create]
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: [apps]
        resources: ⟦[deployments, statefulsets]⟧
        verbs: [get, patch]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments/scale]
        verbs: [get, patch]
      """)
  ]

  /// A rule about several groups opens them all at once.
  static let isOncePerRule = true

  static let openings = [
    opening(to: ["pods", "podtemplates", "replicationcontrollers"], in: ""),
    opening(to: ["daemonsets", "deployments", "replicasets", "statefulsets"], in: "apps"),
    opening(to: ["cronjobs", "jobs"], in: "batch"),
  ]

  private static func opening(to resources: [String], in group: String) -> Opening {
    Opening(
      Reach(verbs: ["create", "update", "patch"], group: group, resources: resources),
      "is as good as the service accounts and secrets")
  }
}
