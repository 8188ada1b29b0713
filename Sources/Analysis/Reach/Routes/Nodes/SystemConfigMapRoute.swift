// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Changes what the system reads.
package struct SystemConfigMapRoute: Route {
  package static let id = "system-config-map"
  package static let certainty = Certainty.modelled
  package static let summary = "Change ConfigMaps of kube-system"
  package static let yields = "no goal by itself: on some platforms it maps users"
  package static let why = """
    DNS, proxies and on some platforms (aws-auth on EKS) the users of the cluster are configured \
    by ConfigMaps of kube-system. What reads them is not known.
    """
  package static let sources = [
    "kubernetes-sigs/aws-iam-authenticator, README.md"
  ]
  package static let flagged = [
    RouteExample(.inNamespace("kube-system", .may("patch", "configmaps")), to: nil)
  ]
  package static let nearMisses = [
    RouteExample(.inNamespace("shop", .may("patch", "configmaps")), to: nil)
  ]

  package static let requests = [
    RouteRequest(["create", "patch", "update"], "", "configmaps", isNamespaced: true)
  ]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    requests.flatMap { view.matches($0) }
      .filter { $0.scope.covers(.namespace("kube-system")) }.map { match in
        Candidate(Self.self, [match.asked()], .influence("the configuration of the system"))
      }
  }
}
