// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics
import RBAC

/// Flags grants to write the configuration of the cluster itself.
package struct SystemConfigMapWriting: ReachRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "Config maps of kube-system may be written"
  package static let why = """
    There are among them those that say who is an administrator (aws-auth), where names lead \
    (coredns) and how services are reached (kube-proxy).
    """
  package static let remedy = """
    Grant writing in the own namespace, or name the own config maps in resourceNames.
    """
  package static let routes: [any Route.Type] = [SystemConfigMapRoute.self]
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [⟦configmaps⟧]
        verbs: [get, update]
      """),
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata:
        name: example
        namespace: kube-system
      rules:
      - apiGroups: [""]
        resources: [⟦configmaps⟧]
        resourceNames: [aws-auth]
        verbs: [get, patch]

      """),
  ]
  package static let accepted = [
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        verbs: [get, create, update]
      """)
  ]

  private static let system = Set([
    "aws-auth", "coredns", "kube-proxy", "kubeadm-config", "kubelet-config", "cluster-info",
    "extension-apiserver-authentication",
  ])

  static let openings = [
    Opening(
      Reach(
        verbs: ["create", "update", "patch", "delete"], group: "", resources: ["configmaps"]),
      { grant, role in
        guard role.isClusterWide || role.scopes.contains(.namespace("kube-system")),
          grant.names.isEmpty || !system.isDisjoint(with: grant.names)
        else { return nil }
        return "changes how the cluster itself works, in the namespace 'kube-system'"
      })
  ]
}
