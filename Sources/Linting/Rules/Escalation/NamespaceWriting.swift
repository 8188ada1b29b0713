// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics

/// Flags grants to change namespaces.
package struct NamespaceWriting: ReachRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "Namespaces may be changed"
  package static let why = """
    Labels of a namespace say which pods it admits (pod security), which policies and webhooks \
    look at it, and which network policies count it as a friend.
    """
  package static let remedy = """
    Leave labels of namespaces to administrators, or name the namespaces in resourceNames.
    """
  package static let routes: [any Route.Type] = [PodSecurityRoute.self]
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [⟦namespaces⟧]
        verbs: [patch]
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [⟦namespaces⟧]
        verbs: [get, update]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [namespaces]
        verbs: [get, list, watch]
      """)
  ]

  static let openings = [
    Opening(
      Reach(verbs: ["update", "patch"], group: "", resources: ["namespaces"]),
      "changes the labels that pod security and policies go by"
    ) { grant, _ in grant.names.isEmpty ? nil : .note }
  ]
}
