// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Answers for a group of the API.
package struct APIServiceRoute: Route {
  package static let id = "api-service"
  package static let certainty = Certainty.modelled
  package static let summary = "Write APIServices"
  package static let yields = """
    the service accounts of every namespace, and what Secrets hold
    """
  package static let why = """
    An APIService sends the requests for a group and version to a service, whose answers \
    controllers believe: Deployments that nobody wrote become pods in any namespace.
    """
  package static let sources = [
    "kube-aggregator, pkg/apiserver/handler_proxy.go"
  ]
  package static let flagged = [
    RouteExample(
      .everywhere(.may("create", "apiservices", of: "apiregistration.k8s.io")), to: "patch:/nodes"),
    RouteExample(
      .everywhere(.may("patch", "apiservices", of: "apiregistration.k8s.io", named: "v1.apps")),
      to: "patch:/nodes"),
  ]
  package static let nearMisses = [
    RouteExample(
      .everywhere(.may("create", "apiservices", of: "apiregistration.k8s.io", named: "v1.apps")),
      to: "patch:/nodes"),
    RouteExample(
      .inNamespace("shop", .may("create", "apiservices", of: "apiregistration.k8s.io")),
      to: "patch:/nodes"),
  ]

  private static let group = "apiregistration.k8s.io"
  private static let service = MadeObject("apiservices", in: group, isNamespaced: false)
  package static let requests = [
    service.create,
    RouteRequest(["patch", "update"], group, "apiservices", isNamespaced: false),
  ]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    let created = view.creations(of: service).map(\.requests)
    let changed = view.matches(requests[1]).map { [$0.asked()] }
    return (created + changed).flatMap { requests in
      [
        Outcome.accounts(.cluster), .power(PodSecrets.rule, .cluster),
        .part(Part(kind: .secretRead, scope: .cluster)),
      ].map { Candidate(Self.self, requests, $0) }
    }
  }
}
