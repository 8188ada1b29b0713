// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Has a policy change what others write.
package struct MutatingPolicyRoute: Route {
  package static let id = "mutating-policy"
  package static let certainty = Certainty.modelled
  package static let summary = "Write mutating admission policies and bind them"
  package static let yields = "every request"
  package static let why = """
    A MutatingAdmissionPolicy changes what anybody writes before it is stored, once a \
    MutatingAdmissionPolicyBinding puts it to work. Both are served by default since Kubernetes \
    1.36.
    """
  package static let sources = [
    "k8s.io/apiserver, pkg/admission/plugin/policy/mutating/plugin.go"
  ]
  package static let versions: ClosedRange<Int>? = 36...Int.max
  package static let gatedVersions: ClosedRange<Int>? = 32...35
  package static let flagged = [
    RouteExample(
      .everywhere(
        .may(
          "create", "mutatingadmissionpolicies, mutatingadmissionpolicybindings",
          of: "admissionregistration.k8s.io")), to: "cluster-admin"),
    RouteExample(
      .everywhere(.may("patch", "mutatingadmissionpolicies", of: "admissionregistration.k8s.io")),
      to: "cluster-admin"),
  ]
  package static let nearMisses = [
    RouteExample(
      .everywhere(.may("create", "mutatingadmissionpolicies", of: "admissionregistration.k8s.io")),
      to: "cluster-admin"),
    RouteExample(
      .everywhere(
        .may(
          "create", "mutatingadmissionpolicies, mutatingadmissionpolicybindings",
          of: "admissionregistration.k8s.io")), to: "cluster-admin", kubernetes: 31),
  ]

  private static let group = "admissionregistration.k8s.io"
  private static let policies = RouteRequest(
    ["patch", "update"], group, "mutatingadmissionpolicies", isNamespaced: false)
  private static let policy = MadeObject(
    "mutatingadmissionpolicies", in: group, isNamespaced: false)
  private static let binding = MadeObject(
    "mutatingadmissionpolicybindings", in: group, isNamespaced: false)
  package static let requests = [policy.create, policies, binding.create, binding.write]

  package static func candidates(for view: IdentityView) -> [Candidate] {
    // A policy that is bound already needs no other binding.
    let changed = view.matches(policies).map { [$0.asked()] }
    let made = view.creations(of: policy)
    let bound = view.creations(of: binding)
    let both = made.flatMap { policy in bound.map { policy.requests + $0.requests } }
    let whole = (changed + both).map { Candidate(Self.self, $0, .everything) }
    guard whole.isEmpty else { return whole }
    // One identity may make the policy, and another bind it.
    return part(.policyMade, made) + part(.policyBound, bound)
  }

  private static func part(
    _ kind: Part.Kind, _ creations: [IdentityView.Creation]
  ) -> [Candidate] {
    creations.map {
      Candidate(Self.self, $0.requests, .part(Part(kind: kind, scope: .cluster, names: $0.names)))
    }
  }

  package static func joined(_ parts: PartIndex) -> [JoinedParts] {
    guard let made = parts[.policyMade].first, let bound = parts[.policyBound].first
    else { return [] }
    return [JoinedParts([made.step, bound.step], .everything)]
  }
}
