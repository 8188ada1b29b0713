// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI
import RBAC

/// Notes paths that only kubelets have.
package struct KubeletPath: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.note
  package static let summary = "A path is granted that kubelets have and the API server does not"
  package static let why = """
    A kubelet asks the authorizer for a subresource of its node, whatever the path: for \
    /metrics/cadvisor it asks for nodes/metrics. Grants of paths are about the API server's own, \
    and about those of proxies that ask for them.
    """
  package static let remedy = "Grant the subresource that the kubelet asks for."
  package static let flagged = [
    LintExample.rules(
      """
      - nonResourceURLs: [/metrics, ⟦/metrics/cadvisor⟧]
        verbs: [get]
      """),
    LintExample.rules(
      """
      - nonResourceURLs: [⟦/stats/summary⟧]
        verbs: [get]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [nodes/metrics]
        verbs: [get]
      - nonResourceURLs: [/metrics]
        verbs: [get]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    for rule in role.rules {
      for (position, url) in rule.rule.nonResourceURLs.enumerated() {
        guard PathRequest.fault(of: url) == nil,
          let resource = PathRequest.kubeletResource(of: url)
        else { continue }
        found.report(
          "'\(url)' is a path of the kubelet, which asks for '\(resource)'",
          at: rule.range(of: .nonResourceURLs, at: position), of: role.object)
      }
    }
  }
}
