// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Has a webhook read what others write.
package struct ValidatingWebhookRoute: Route {
  package static let id = "validating-webhook"
  package static let certainty = Certainty.modelled
  package static let summary = "Write the configuration of validating webhooks"
  package static let yields = "what Secrets hold, as they are written"
  package static let why = """
    A validating webhook is sent what anybody writes, Secrets among it. It takes effect with the \
    next request of somebody else.
    """
  package static let sources = [
    "k8s.io/apiserver, pkg/admission/plugin/webhook/validating/plugin.go"
  ]
  package static let flagged = [
    RouteExample(
      .everywhere(
        .may("create", "validatingwebhookconfigurations", of: "admissionregistration.k8s.io")),
      to: "secrets")
  ]
  package static let nearMisses = [
    RouteExample(
      .everywhere(
        .may("get", "validatingwebhookconfigurations", of: "admissionregistration.k8s.io")),
      to: "secrets"),
    RouteExample(
      .inNamespace(
        "shop",
        .may("create", "validatingwebhookconfigurations", of: "admissionregistration.k8s.io")),
      to: "secrets"),
  ]

  private static let group = "admissionregistration.k8s.io"
  private static let resource = "validatingwebhookconfigurations"
  private static let webhook = MadeObject(resource, in: group, isNamespaced: false)
  package static let requests = [
    webhook.create,
    RouteRequest(["patch", "update"], group, resource, isNamespaced: false),
  ]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    let created = view.creations(of: webhook).map(\.requests)
    let changed = view.matches(requests[1]).map { [$0.asked()] }
    return (created + changed).flatMap { requests in
      [Outcome.power(PodSecrets.rule, .cluster), .part(Part(kind: .secretRead, scope: .cluster))]
        .map { Candidate(Self.self, requests, $0) }
    }
  }
}
