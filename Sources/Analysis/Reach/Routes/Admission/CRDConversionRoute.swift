// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Has a webhook convert custom objects.
package struct CRDConversionRoute: Route {
  package static let id = "conversion-webhook"
  package static let certainty = Certainty.modelled
  package static let summary = "Change CustomResourceDefinitions"
  package static let yields = "no goal by itself: custom objects are read and changed"
  package static let why = """
    A conversion webhook is sent the custom objects of its kind and answers with what clients \
    are to read.
    """
  package static let sources = [
    "k8s.io/apiextensions-apiserver, pkg/apiserver/conversion/webhook_converter.go"
  ]
  package static let flagged = [
    RouteExample(
      .everywhere(.may("patch", "customresourcedefinitions", of: "apiextensions.k8s.io")), to: nil)
  ]
  package static let nearMisses = [
    RouteExample(
      .everywhere(.may("create", "customresourcedefinitions", of: "apiextensions.k8s.io")), to: nil)
  ]

  package static let requests = [
    RouteRequest(
      ["patch", "update"], "apiextensions.k8s.io", "customresourcedefinitions", isNamespaced: false)
  ]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    requests.flatMap { view.matches($0) }.map { match in
      Candidate(
        Self.self, [match.asked()], .influence("custom objects of a kind, as others read them"))
    }
  }
}
