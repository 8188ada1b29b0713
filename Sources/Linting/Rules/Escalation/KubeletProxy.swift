// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics

/// Flags access to kubelets through the API server.
package struct KubeletProxy: ReachRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.error
  package static let summary = "Access to the kubelets' own API is granted (nodes/proxy)"
  package static let why = """
    The kubelet runs commands in any container of its node for whoever may reach it. A get is \
    enough, since a WebSocket starts with one, and neither admission nor the audit log of the \
    API server sees the commands.
    """
  package static let remedy = """
    Grant the part that is needed: nodes/metrics, nodes/stats, nodes/log, nodes/healthz, \
    nodes/pods or nodes/configz.
    """
  package static let routes: [any Route.Type] = [KubeletProxyRoute.self]
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [nodes, ⟦nodes/proxy⟧]
        verbs: [get]
      """),
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [⟦"*/proxy"⟧]
        verbs: [create]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [nodes/metrics, nodes/stats]
        verbs: [get]
      """)
  ]

  static let openings = [
    Opening(
      Reach(
        verbs: ["get", "create", "update", "patch", "delete"], group: "",
        clusterScoped: ["nodes/proxy"]),
      "runs commands in any container through the kubelet")
  ]
}
