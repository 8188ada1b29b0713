// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Flags grants to write pods, or what pods are made from.
package struct WorkloadWriting: LintRule {
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

  private static let writing = ["create", "update", "patch"]
  private static let reaches = [
    Reach(
      verbs: writing, group: "",
      resources: ["pods", "replicationcontrollers", "podtemplates"]),
    Reach(
      verbs: writing, group: "apps",
      resources: ["deployments", "daemonsets", "replicasets", "statefulsets"]),
    Reach(verbs: writing, group: "batch", resources: ["jobs", "cronjobs"]),
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    var seen: Set<Int> = []
    for reach in reaches {
      // A rule about several groups opens them all at once.
      for grant in reach.grants(by: role) where seen.insert(grant.rule.index).inserted {
        found.report(
          "\(grant.words) is as good as the service accounts and secrets\(role.place)",
          at: grant.resourceRange, of: role.object)
      }
    }
  }
}
