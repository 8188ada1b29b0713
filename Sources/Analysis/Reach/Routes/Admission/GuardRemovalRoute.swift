// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Takes away what guards.
package struct GuardRemovalRoute: Route {
  package static let id = "guard-removal"
  package static let certainty = Certainty.modelled
  package static let summary = "Delete or change policies, quotas and validating webhooks"
  package static let yields = "no goal by itself: what they refuse is accepted"
  package static let why = """
    Validating webhooks and policies, network policies, quotas and limits keep others from \
    something. They do not grant anything.
    """
  package static let sources = [
    "k8s.io/apiserver, pkg/admission/plugin/policy/validating/plugin.go"
  ]
  package static let flagged = [
    RouteExample(
      .inNamespace("shop", .may("delete", "networkpolicies", of: "networking.k8s.io")), to: nil)
  ]
  package static let nearMisses = [
    RouteExample(
      .inNamespace("shop", .may("create", "networkpolicies", of: "networking.k8s.io")), to: nil)
  ]

  package static let requests = [
    RouteRequest(
      ["delete", "patch", "update"], "admissionregistration.k8s.io",
      "validatingwebhookconfigurations", isNamespaced: false),
    RouteRequest(
      ["delete", "patch", "update"], "admissionregistration.k8s.io", "validatingadmissionpolicies",
      isNamespaced: false),
    RouteRequest(
      ["delete", "patch", "update"], "admissionregistration.k8s.io",
      "validatingadmissionpolicybindings", isNamespaced: false),
    RouteRequest(
      ["delete", "patch", "update"], "networking.k8s.io", "networkpolicies", isNamespaced: true),
    RouteRequest(["delete", "patch", "update"], "", "resourcequotas", isNamespaced: true),
    RouteRequest(["delete", "patch", "update"], "", "limitranges", isNamespaced: true),
  ]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    requests.flatMap { view.matches($0) }.map { match in
      Candidate(
        Self.self, [match.asked()],
        .influence("what policies, quotas and validating webhooks refuse"))
    }
  }
}
