// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import RBAC

/// Has a client certificate of any user signed.
package struct CertificateRoute: Route {
  package static let id = "certificate"
  package static let certainty = Certainty.modelled
  package static let summary = "Request a client certificate, and approve it"
  package static let yields = "any user in any groups but system:masters, or a node"
  package static let why = """
    The controller manager signs approved requests of the signer \
    kubernetes.io/kube-apiserver-client, of kubernetes.io/kube-apiserver-client-kubelet for nodes, \
    and up to Kubernetes 1.21 of kubernetes.io/legacy-unknown; the group system:masters is \
    refused on admission. The approval itself answers with the certificate, once it is there. A \
    request for a node's certificate of somebody who may create the subresource nodeclient is \
    approved by a controller.
    """
  package static let sources = [
    "kubernetes/kubernetes, plugin/pkg/admission/certificates/approval/admission.go",
    "kubernetes/kubernetes, plugin/pkg/admission/certificates/subjectrestriction/admission.go",
    "kubernetes/kubernetes, pkg/controller/certificates/approver/sarapprove.go",
    "kubernetes/kubernetes, pkg/controller/certificates/signer/signer.go",
  ]
  package static let flagged = [
    RouteExample(
      approver(of: "kube-apiserver-client"), to: "cluster-admin"),
    RouteExample(
      approver(of: "kube-apiserver-client-kubelet", by: "update"), to: "node"),
    RouteExample(
      .everywhere(
        .may(
          "create", "certificatesigningrequests, certificatesigningrequests/nodeclient",
          of: "certificates.k8s.io")), to: "node"),
    RouteExample(
      .everywhere(
        .may(
          "create", "certificatesigningrequests, certificatesigningrequests/nodeclient",
          of: "certificates.k8s.io")), .groupHas("node-patcher", "system:nodes"),
      to: "patch:/nodes"),
    RouteExample(
      approver(of: "legacy-unknown"),
      to: "cluster-admin", kubernetes: 21),
  ]
  package static let nearMisses = [
    RouteExample(
      approver(of: "kubelet-serving"),
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
    RouteExample(
      .everywhere(
        .may("create, patch", "certificatesigningrequests", of: "certificates.k8s.io", named: "a"),
        .may(
          "patch", "certificatesigningrequests/approval", of: "certificates.k8s.io", named: "b"),
        .may(
          "approve", "signers", of: "certificates.k8s.io",
          named: "kubernetes.io/kube-apiserver-client")), to: "cluster-admin"),
    RouteExample(
      .everywhere(
        .may(
          "create", "certificatesigningrequests, certificatesigningrequests/selfnodeclient",
          of: "certificates.k8s.io")), to: "node"),
    RouteExample(
      .everywhere(
        .may("create", "certificatesigningrequests", of: "certificates.k8s.io"),
        .may(
          "create", "certificatesigningrequests/nodeclient", of: "certificates.k8s.io", named: "one"
        )), to: "node"),
    RouteExample(
      approver(of: "legacy-unknown"),
      to: "cluster-admin", kubernetes: 22),
  ]

  /// Who may request certificates and approve those of a signer.
  private static func approver(of signer: String, by verb: String = "patch") -> RouteDocument {
    .everywhere(
      .may("create", "certificatesigningrequests", of: group),
      .may(verb, "certificatesigningrequests/approval", of: group),
      .may("approve", "signers", of: group, named: "kubernetes.io/\(signer)"))
  }

  private static let group = "certificates.k8s.io"
  private static let resource = "certificatesigningrequests"
  static let approval = RouteRequest(
    ["patch", "update"], group, resource, "approval", isNamespaced: false)
  static let approve = RouteRequest(["approve"], group, "signers", isNamespaced: false)
  /// What a controller asks, of the one who asked for a node's certificate.
  static let nodeClient = RouteRequest(
    ["create"], group, resource, "nodeclient", isNamespaced: false)
  /// The name that stands for all signers of a domain.
  private static let allSigners = "kubernetes.io/*"
  private static let nodeSigner = "kubernetes.io/kube-apiserver-client-kubelet"
  package static let joint = JointHalves.creation.union([
    .approvalWritten, .approve, .certificateRequested, .nodeClient,
  ])
  static let request = MadeObject(resource, in: group, isNamespaced: false)
  package static let requests = [request.create, request.write, approval, approve, nodeClient]

  /// Signers whose certificates log anybody in.
  private static func signers(in version: KubernetesVersion) -> [String] {
    let signers = ["kubernetes.io/kube-apiserver-client", allSigners]
    return version.minor <= 21 ? signers + ["kubernetes.io/legacy-unknown"] : signers
  }

  package static func candidates(for view: IdentityView) -> [Candidate] {
    let creations = view.creations(of: request)
    let requested = creations.map {
      Candidate(
        Self.self, $0.requests,
        .part(Part(kind: .certificateRequested, scope: .cluster, names: $0.names)))
    }
    let automatic = creations.flatMap { creation in
      // The controller tells no name.
      view.checks(nodeClient).filter { $0.allows(name: "") }.map {
        Candidate(Self.self, creation.requests + [$0.asked(name: "")], .users(.node))
      }
    }
    let approved = view.matches(approval).flatMap { match in
      approvals(match, view.checks(approve), in: view.base.version)
    }
    return requested + automatic + approved
  }

  /// What one who may approve requests is told of signers.
  private static func approvals(
    _ match: RouteMatch, _ checks: [RouteMatch], in version: KubernetesVersion
  ) -> [Candidate] {
    func approval(by signers: [String], _ kind: Part.Kind) -> [Candidate] {
      checks.compactMap { check -> Candidate? in
        guard let name = signers.first(where: check.allows) else { return nil }
        return Candidate(
          Self.self, [match.asked(), check.asked(name: name)],
          .part(Part(kind: kind, scope: .cluster, names: match.names)))
      }
    }
    return approval(by: signers(in: version), .certificateApproved)
      + approval(by: [nodeSigner], .nodeCertificateApproved)
  }

  package static func joined(_ parts: PartIndex) -> [JoinedParts] {
    func joined(_ kind: Part.Kind, _ outcome: Outcome) -> [JoinedParts] {
      parts.pairs(.certificateRequested, kind).map {
        JoinedParts([$0.left.step, $0.right.step], outcome)
      }
    }
    return joined(.certificateApproved, .users(.anybodyByCertificate))
      + joined(.nodeCertificateApproved, .users(.node))
  }
}
