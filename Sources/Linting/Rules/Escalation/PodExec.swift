// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics
import KubernetesAPI

/// Flags grants to run commands in pods.
package struct PodExec: ReachRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "Commands may be run in pods (pods/exec, pods/attach)"
  package static let why = """
    Whoever runs commands in a pod has its service account, its secrets and its network. Over a \
    WebSocket servers before Kubernetes 1.35 ask for get alone, so a role that seems to read \
    only may do it.
    """
  package static let remedy = """
    Grant it where it is needed only: in the namespaces of those pods, with both get and create.
    """
  package static let routes: [any Route.Type] = [PodExecRoute.self]
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [⟦pods/exec⟧]
        verbs: [create, get]
      """),
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods, ⟦"*/attach"⟧]
        verbs: [get]
      """, versions: KubernetesVersion(minor: 30)...KubernetesVersion(minor: 30)),
    LintExample.namespacedRules(
      """
      - apiGroups: ["*"]
        resources: [⟦pods/attach, pods/exec⟧, pods/log]
        verbs: [create, get]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods, pods/log]
        verbs: [get]
      """)
  ]

  static let openings = [
    Opening(
      Reach(verbs: ["get", "create"], group: "", resources: ["pods/exec", "pods/attach"]),
      "runs commands in pods")
  ]
}
