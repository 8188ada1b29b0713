// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics

/// Flags grants to change admission control.
package struct AdmissionConfiguration: ReachRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.error
  package static let summary = "Webhooks or policies of admission control may be written"
  package static let why = """
    A webhook sees every object that is written, secrets included, and a mutating one changes \
    it; taking a policy away switches off what others rely on.
    """
  package static let remedy = """
    Name the own configurations in resourceNames, with get, update and patch alone.
    """
  package static let routes: [any Route.Type] = [
    MutatingWebhookRoute.self, ValidatingWebhookRoute.self, MutatingPolicyRoute.self,
    GuardRemovalRoute.self,
  ]
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [admissionregistration.k8s.io]
        resources: [⟦mutatingwebhookconfigurations⟧]
        verbs: [create, get, patch]
      """),
    LintExample.rules(
      """
      - apiGroups: [admissionregistration.k8s.io]
        resources: ⟦[validatingadmissionpolicies, validatingadmissionpolicybindings]⟧
        verbs: [delete]
      """),
    LintExample.rules(
      """
      - apiGroups: [admissionregistration.k8s.io]
        resources: [⟦validatingwebhookconfigurations⟧]
        resourceNames: [example]
        verbs: [get, update]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [admissionregistration.k8s.io]
        resources: [mutatingwebhookconfigurations, validatingwebhookconfigurations]
        verbs: [get, list, watch]
      """)
  ]

  static let openings = [
    Opening(
      Reach(
        verbs: ["create", "update", "patch", "delete", "deletecollection"],
        group: "admissionregistration.k8s.io",
        clusterScoped: [
          "mutatingwebhookconfigurations", "validatingwebhookconfigurations",
          "validatingadmissionpolicies", "validatingadmissionpolicybindings",
          "mutatingadmissionpolicies", "mutatingadmissionpolicybindings",
        ]),
      "changes what the whole cluster admits"
    ) { grant, _ in grant.names.isEmpty ? nil : .warning }
  ]
}
