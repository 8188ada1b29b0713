// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Has a client certificate of any user signed.
package struct CertificateRoute: Route {
  package static let id = "certificate"
  package static let certainty = Certainty.modelled
  package static let summary = "Request a client certificate, and approve it"
  package static let yields = "any user in any groups but system:masters"
  package static let why = """
    The controller manager signs approved requests of the signers kubernetes.io/kube-apiserver- \
    client and -kubelet; the group system:masters is refused on admission. The approval itself \
    answers with the certificate, once it is there.
    """
  package static let sources = [
    "kubernetes/kubernetes, plugin/pkg/admission/certificates/approval/admission.go",
    "kubernetes/kubernetes, plugin/pkg/admission/certificates/subjectrestriction/admission.go",
  ]
  package static let flagged = [
    RouteExample(
      .everywhere(
        .may("create", "certificatesigningrequests", of: "certificates.k8s.io"),
        .may("patch", "certificatesigningrequests/approval", of: "certificates.k8s.io"),
        .may(
          "approve", "signers", of: "certificates.k8s.io",
          named: "kubernetes.io/kube-apiserver-client")), to: "cluster-admin")
  ]
  package static let nearMisses = [
    RouteExample(
      .everywhere(
        .may("create", "certificatesigningrequests", of: "certificates.k8s.io"),
        .may("patch", "certificatesigningrequests/approval", of: "certificates.k8s.io"),
        .may(
          "approve", "signers", of: "certificates.k8s.io", named: "kubernetes.io/kubelet-serving")),
      to: "cluster-admin"),
    RouteExample(
      .everywhere(
        .may("get", "certificatesigningrequests", of: "certificates.k8s.io"),
        .may("patch", "certificatesigningrequests/approval", of: "certificates.k8s.io"),
        .may(
          "approve", "signers", of: "certificates.k8s.io",
          named: "kubernetes.io/kube-apiserver-client")), to: "cluster-admin"),
    RouteExample(
      .everywhere(
        .may("create", "certificatesigningrequests", of: "certificates.k8s.io"),
        .may("get", "certificatesigningrequests/approval", of: "certificates.k8s.io"),
        .may(
          "approve", "signers", of: "certificates.k8s.io",
          named: "kubernetes.io/kube-apiserver-client")), to: "cluster-admin"),
  ]

  private static let group = "certificates.k8s.io"
  private static let resource = "certificatesigningrequests"
  static let approval = RouteRequest(
    ["patch", "update"], group, resource, "approval", isNamespaced: false)
  static let approve = RouteRequest(["approve"], group, "signers", isNamespaced: false)
  /// Those whose certificates log somebody in, and the name that stands for all of a domain.
  private static let signer = "kubernetes.io/kube-apiserver-client"
  private static let signers = [signer, "kubernetes.io/*"]
  package static let joint: JointHalves = [.approvalWritten, .approve, .namedCreate, .namedWrite]
  private static let request = MadeObject(resource, in: group, isNamespaced: false)
  package static let requests = [request.create, request.write, approval, approve]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    let requested = view.creations(of: request).map {
      Candidate(Self.self, $0.requests, .part(Part(kind: .certificateRequested, scope: .cluster)))
    }
    let approved = view.matches(approval).flatMap { match in
      view.checks(approve).compactMap { check -> Candidate? in
        guard let name = signers.first(where: check.allows) else { return nil }
        return Candidate(
          Self.self, [match.asked(), check.asked(name: name)],
          .part(Part(kind: .certificateApproved, scope: .cluster, names: match.names)))
      }
    }
    return requested + approved
  }

  package static func joined(_ parts: PartIndex) -> [JoinedParts] {
    guard let requested = parts[.certificateRequested].first,
      let approved = parts[.certificateApproved].first
    else { return [] }
    return [JoinedParts([requested.step, approved.step], .users(.anybodyByCertificate))]
  }
}
