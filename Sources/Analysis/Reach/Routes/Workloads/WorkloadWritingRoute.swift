// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Has a controller make pods under another service account.
package struct WorkloadWritingRoute: Route {
  package static let id = "workload-writing"
  package static let certainty = Certainty.modelled
  package static let summary = "Create or change workloads that pods are made from"
  package static let yields = """
    the service accounts of the namespace, and what its Secrets hold
    """
  package static let why = """
    The template of a workload names any service account of its namespace and mounts any Secret \
    there. A controller makes the pods, and a kubelet runs them.
    """
  package static let sources = [
    "kubernetes/kubernetes, plugin/pkg/admission/serviceaccount/admission.go"
  ]
  package static let flagged = [
    RouteExample(
      .inNamespace("shop", .may("create", "deployments", of: "apps")), to: "patch:/nodes"),
    RouteExample(.inNamespace("shop", .may("patch", "cronjobs", of: "batch")), to: "patch:/nodes"),
  ]
  package static let nearMisses = [
    RouteExample(
      .inNamespace("agents", .may("create", "deployments", of: "apps")), to: "patch:/nodes"),
    RouteExample(.inNamespace("shop", .may("patch", "jobs", of: "batch")), to: "patch:/nodes"),
    RouteExample(
      .inNamespace("shop", .may("patch", "deployments/scale", of: "apps")), to: "patch:/nodes"),
  ]

  private static let changes = [
    writes("", "replicationcontrollers"), writes("apps", "daemonsets"),
    writes("apps", "deployments"), writes("apps", "replicasets"), writes("apps", "statefulsets"),
    writes("batch", "cronjobs"), writes("batch", "jobs"),
  ]
  private static let workloads = changes.map { change in
    (
      made: MadeObject(change.resource, in: change.apiGroup, isNamespaced: true),
      // The pod template of a Job cannot be changed.
      change: change.resource == "jobs" ? nil : change
    )
  }
  package static let requests = zip(workloads, changes).flatMap { [$0.made.create, $1] }

  private static func writes(_ group: String, _ resource: String) -> RouteRequest {
    RouteRequest(["patch", "update"], group, resource, isNamespaced: true)
  }

  package static func candidates(for view: IdentityView) -> [Candidate] {
    workloads.flatMap { workload -> [Candidate] in
      let created = view.creations(of: workload.made).map { ($0.scope, $0.requests) }
      let changed = workload.change.map(view.matches)?.map { ($0.scope, [$0.asked()]) } ?? []
      return (created + changed).flatMap { scope, requests in
        [
          Candidate(Self.self, requests, .accounts(scope)),
          Candidate(Self.self, requests, .power(PodSecrets.rule, scope)),
          Candidate(Self.self, requests, .part(Part(kind: .secretRead, scope: scope))),
          Candidate(Self.self, requests, .part(Part(kind: .podWritten, scope: scope))),
        ]
      }
    }
  }
}
