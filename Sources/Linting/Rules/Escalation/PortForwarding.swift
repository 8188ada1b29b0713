// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics

/// Flags grants to reach the ports of pods and services.
package struct PortForwarding: ReachRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.note
  package static let summary = "Ports of pods or services may be reached through the API server"
  package static let why = """
    Connections come from the API server or from the pod itself, so network policies do not hold \
    them back, and what trusts its neighbours answers.
    """
  package static let remedy = "Grant it where it is needed only: in the namespaces of those pods."
  package static let routes: [any Route.Type] = [PortForwardingRoute.self]
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [⟦pods/portforward⟧]
        verbs: [create, get]
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [⟦services/proxy⟧]
        verbs: [get]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list, watch]
      """)
  ]

  static let openings = [
    Opening(
      Reach(
        verbs: ["get", "create", "update", "patch", "delete"], group: "",
        resources: ["pods/portforward", "pods/proxy", "services/proxy"]),
      "reaches ports of pods past network policies")
  ]
}
