// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Has a webhook change what others write.
package struct MutatingWebhookRoute: Route {
  package static let id = "mutating-webhook"
  package static let certainty = Certainty.modelled
  package static let summary = "Write the configuration of mutating webhooks"
  package static let yields = "every request"
  package static let why = """
    A mutating webhook reads and changes what anybody writes before it is stored, the pods of \
    every namespace and the bindings of administrators among it. It takes effect with the next \
    request of somebody else.
    """
  package static let sources = [
    "k8s.io/apiserver, pkg/admission/plugin/webhook/mutating/plugin.go"
  ]
  package static let flagged = [
    RouteExample(
      .everywhere(
        .may("create", "mutatingwebhookconfigurations", of: "admissionregistration.k8s.io")),
      to: "cluster-admin")
  ]
  package static let nearMisses = [
    RouteExample(
      .everywhere(
        .may("delete", "mutatingwebhookconfigurations", of: "admissionregistration.k8s.io")),
      to: "cluster-admin"),
    RouteExample(
      .inNamespace(
        "shop",
        .may("create", "mutatingwebhookconfigurations", of: "admissionregistration.k8s.io")),
      to: "cluster-admin"),
  ]

  private static let group = "admissionregistration.k8s.io"
  private static let resource = "mutatingwebhookconfigurations"
  private static let webhook = MadeObject(resource, in: group, isNamespaced: false)
  package static let requests = [
    webhook.create,
    RouteRequest(["patch", "update"], group, resource, isNamespaced: false),
  ]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    let created = view.creations(of: webhook).map(\.requests)
    let changed = view.matches(requests[1]).map { [$0.asked()] }
    return (created + changed).map { Candidate(Self.self, $0, .everything) }
  }
}
