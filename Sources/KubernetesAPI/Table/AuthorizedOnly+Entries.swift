// SPDX-License-Identifier: Apache-2.0

extension AuthorizedOnly {
  /// Every entry; each names the upstream source that asks.
  package static let all: [Entry] =
    kubelet + identities + certificates + rolesAndBindings + garbageCollection + policies
    + openShift

  private static func minor(_ number: Int) -> KubernetesVersion { KubernetesVersion(minor: number) }

  /// kubernetes/kubernetes, pkg/kubelet/server/auth.go: HTTP methods become verbs. /runningpods is
  /// asked for as pods, and /flagz as configz.
  ///
  /// A kubelet is as new as the server or older, by two minors until 1.27 and three since, so a
  /// server knows of each entry from the minor on that brought it to kubelets, and until the last
  /// kubelet without it is too old.
  private static let kubelet: [Entry] =
    ["metrics", "stats", "log"].map { kubelet($0) }
    + [
      // /spec went with the cAdvisor JSON endpoints (pull request 99236).
      kubelet("spec", until: 22, note: "kubelets up to 1.20 do"),
      kubelet("checkpoint", since: 25),
    ]
    // Behind the gate KubeletFineGrainedAuthz.
    + ["configz", "healthz", "pods"].map {
      kubelet($0, since: 32, note: "before nodes/proxy, by default from kubelet 1.33 on")
    }
    + [kubelet("statusz", since: 33, note: "before nodes/proxy")]

  private static func kubelet(
    _ subresource: String, since: Int? = nil, until: Int? = nil, note: String = ""
  ) -> Entry {
    Entry(
      group: "", resource: "nodes", subresource: subresource,
      verbs: ["get", "create", "update", "patch", "delete"], since: since.map(minor),
      until: until.map(minor),
      reason: "the kubelet asks for its own \(subresource) endpoint"
        + (note.isEmpty ? "" : ": \(note)"))
  }

  /// Source: k8s.io/apiserver, pkg/endpoints/filters/impersonation/mode.go.
  private static let bothHalves =
    "both impersonate:MODE on the identity and impersonate-on:MODE:VERB on the target are needed, "
    + "on by default since 1.36"

  private static func constrained(_ identity: String) -> String {
    "constrained impersonation of \(identity): \(bothHalves)"
  }

  /// k8s.io/apiserver, pkg/endpoints/filters/impersonation.
  private static let identities: [Entry] = [
    Entry(
      group: "", resource: "users", verbs: ["impersonate"],
      reason: "impersonating a user by name"),
    Entry(
      group: "", resource: "groups", verbs: ["impersonate"],
      reason: "impersonating a group by name"),
    Entry(
      group: "", resource: "serviceaccounts", verbs: ["impersonate"],
      reason: "impersonating a service account"),
    Entry(
      group: "authentication.k8s.io", resource: "uids", verbs: ["impersonate"], since: minor(22),
      reason: "impersonating a user's UID"),
    Entry(
      group: "authentication.k8s.io", resource: "userextras", subresource: "*",
      verbs: ["impersonate"], reason: "impersonating an extra field; the subresource is its key"),
    Entry(
      group: "authentication.k8s.io", resource: "users", verbs: ["impersonate:user-info"],
      since: minor(35), reason: constrained("a user")),
    Entry(
      group: "authentication.k8s.io", resource: "groups", verbs: ["impersonate:user-info"],
      since: minor(35), reason: constrained("a group")),
    Entry(
      group: "authentication.k8s.io", resource: "uids", verbs: ["impersonate:user-info"],
      since: minor(35), reason: constrained("a UID")),
    Entry(
      group: "authentication.k8s.io", resource: "userextras", subresource: "*",
      verbs: ["impersonate:user-info"], since: minor(35),
      reason: constrained("an extra field")),
    Entry(
      group: "authentication.k8s.io", resource: "serviceaccounts",
      verbs: ["impersonate:serviceaccount"], since: minor(35),
      reason: constrained("a service account")),
    Entry(
      group: "authentication.k8s.io", resource: "nodes",
      verbs: ["impersonate:arbitrary-node", "impersonate:associated-node"], since: minor(35),
      reason: constrained("a node")),
    Entry(
      verbs: ["impersonate-on:"], since: minor(35),
      reason: "what an impersonator may do as somebody else: \(bothHalves)"),
    Entry(
      subresource: "*", verbs: ["impersonate-on:"], since: minor(35),
      reason: "what an impersonator may do as somebody else: \(bothHalves)"),
  ]

  /// kubernetes/kubernetes, plugin/pkg/admission/certificates and pkg/controller/certificates.
  private static let certificates: [Entry] =
    [
      Entry(
        group: "certificates.k8s.io", resource: "signers", verbs: ["approve", "sign"],
        reason: "approving and signing for a signer, which is the name"),
      Entry(
        group: "certificates.k8s.io", resource: "signers", verbs: ["attest"], since: minor(27),
        reason: "writing a trust bundle for a signer, which is the name"),
    ]
    + ["nodeclient", "selfnodeclient"].map { (subresource: String) in
      Entry(
        group: "certificates.k8s.io", resource: "certificatesigningrequests",
        subresource: subresource, verbs: ["create"],
        reason: "the approving controller asks whether a node may have its certificate")
    }

  /// kubernetes/kubernetes, pkg/registry/rbac.
  private static let rolesAndBindings: [Entry] = ["roles", "clusterroles"].map { resource in
    Entry(
      group: "rbac.authorization.k8s.io", resource: resource, verbs: ["bind", "escalate"],
      reason: "binding a role, or writing one, beyond the writer's own permissions")
  }

  private static let garbageCollection: [Entry] = [
    // plugin/pkg/admission/gc/gc_admission.go.
    Entry(
      subresource: "finalizers", verbs: ["update"],
      reason: "setting blockOwnerDeletion, where owner references are guarded"),
    // k8s.io/apiserver, pkg/endpoints/handlers/delete.go.
    Entry(
      verbs: ["unsafe-delete-ignore-read-errors"], since: minor(32),
      reason: "deleting an object that cannot be read any more"),
  ]

  private static let policies: [Entry] = [
    // pkg/security/podsecuritypolicy, removed with the resource.
    Entry(
      group: "policy", resource: "podsecuritypolicies", verbs: ["use"], until: minor(24),
      reason: "running pods under a pod security policy"),
    // plugin/pkg/admission/noderestriction/admission.go: the audience is the resource.
    Entry(
      group: "", verbs: ["request-serviceaccounts-token-audience"], since: minor(32),
      reason: "a node's asking for a token with an audience, which is the resource"),
    // pkg/registry/resource/resourceclaim: who may write which part of a claim's status.
    Entry(
      group: "resource.k8s.io", resource: "resourceclaims", subresource: "binding",
      verbs: ["update", "patch"], since: minor(36),
      reason: "a scheduler's writing of a claim's allocation"),
    Entry(
      group: "resource.k8s.io", resource: "resourceclaims", subresource: "driver",
      verbs: ["associated-node:", "arbitrary-node:"], since: minor(36),
      reason: "a driver's writing of a claim's devices"),
  ]

  private static let openShift: [Entry] = [
    Entry(
      group: "security.openshift.io", resource: "securitycontextconstraints", verbs: ["use"],
      reason: "running pods under a security context constraint of OpenShift"),
    Entry(
      group: "", resource: "endpoints", subresource: "restricted", verbs: ["create"],
      reason: "endpoints of OpenShift that point into pod or service networks"),
    Entry(
      group: "discovery.k8s.io", resource: "endpointslices", subresource: "restricted",
      verbs: ["create"],
      reason: "endpoint slices of OpenShift that point into pod or service networks"),
    Entry(
      group: "route.openshift.io", resource: "routes", subresource: "custom-host",
      verbs: ["create", "update"], reason: "routes of OpenShift with a host of one's own"),
  ]
}
