// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics

/// Flags grants to approve or sign certificates.
package struct CertificateApproval: ReachRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.error
  package static let summary = "Certificates of the cluster may be approved or signed"
  package static let why = """
    With a certificate of the right signer its holder is any user and any group, system:masters \
    included, until it expires: nothing revokes it.
    """
  package static let remedy = """
    Name the signers in resourceNames, and leave kubernetes.io/kube-apiserver-client out.
    """
  package static let routes: [any Route.Type] = [CertificateRoute.self]
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [certificates.k8s.io]
        resources: [⟦certificatesigningrequests/approval⟧]
        verbs: [update]
      """),
    LintExample.rules(
      """
      - apiGroups: [certificates.k8s.io]
        resources: [⟦signers⟧]
        resourceNames: ["example.com/*"]
        verbs: [approve, sign]
      """),
    LintExample.rules(
      """
      - apiGroups: [certificates.k8s.io]
        resources: [⟦signers⟧]
        verbs: [sign]
      """),
    LintExample.rules(
      """
      - apiGroups: [certificates.k8s.io]
        resources: [certificatesigningrequests, ⟦certificatesigningrequests/nodeclient⟧]
        verbs: [create]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [certificates.k8s.io]
        resources: [certificatesigningrequests]
        verbs: [get, list, watch, create]
      """)
  ]

  static let openings = [
    Opening(
      Reach(
        verbs: ["update", "patch"], group: "certificates.k8s.io",
        clusterScoped: [
          "certificatesigningrequests/approval", "certificatesigningrequests/status",
        ]),
      "settles who gets a certificate"),
    Opening(
      Reach(
        verbs: ["create"], group: "certificates.k8s.io",
        clusterScoped: ["certificatesigningrequests/nodeclient"]),
      "has a node's certificate approved by a controller"
    ) { _, _ in .warning },
    Opening(
      Reach(verbs: ["approve", "sign"], group: "certificates.k8s.io", clusterScoped: ["signers"]),
      "settles who gets a certificate of a signer"
    ) { grant, _ in
      grant.names.isEmpty || grant.names.contains { $0.hasPrefix("kubernetes.io/") }
        ? nil : .warning
    },
  ]
}
