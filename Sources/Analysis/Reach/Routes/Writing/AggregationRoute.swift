// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Has rules taken into an aggregated ClusterRole that is held.
package struct AggregationRoute: Route {
  package static let id = "aggregation"
  package static let certainty = Certainty.modelled
  package static let summary = "Write a ClusterRole that an aggregated one takes in"
  package static let yields = "what is written, to whoever holds the aggregated ClusterRole"
  package static let why = """
    A controller gives an aggregated ClusterRole the rules of all that its selectors choose by \
    labels. Who may write one ClusterRole may label it so. The escalation check is asked for all \
    rules of the labelled one: only with escalate are they more than what the writer covers. To \
    set an aggregationRule needs everything, or escalate.
    """
  package static let sources = [
    "kubernetes/kubernetes, "
      + "pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go",
    "kubernetes/kubernetes, pkg/registry/rbac/clusterrole/policybased/storage.go",
  ]
  package static let flagged = [
    RouteExample(
      .everywhere(
        .may(
          "escalate, patch", "clusterroles", of: "rbac.authorization.k8s.io", named: "dashboards")),
      .agentHas("monitoring"),
      .aggregated("monitoring", selecting: "example.com/aggregate: monitoring"),
      .clusterRole(
        "dashboards", [.may("get", "configmaps")], labels: "example.com/aggregate: monitoring"),
      to: "cluster-admin")
  ]
  package static let nearMisses = [
    RouteExample(
      .everywhere(
        .may("patch", "clusterroles", of: "rbac.authorization.k8s.io", named: "dashboards")),
      .agentHas("monitoring"),
      .aggregated("monitoring", selecting: "example.com/aggregate: monitoring"),
      .clusterRole(
        "dashboards", [.may("get", "configmaps")], labels: "example.com/aggregate: monitoring"),
      to: "cluster-admin"),
    RouteExample(
      .everywhere(
        .may("escalate", "clusterroles", of: "rbac.authorization.k8s.io", named: "dashboards")),
      .agentHas("monitoring"),
      .aggregated("monitoring", selecting: "example.com/aggregate: monitoring"),
      .clusterRole(
        "dashboards", [.may("get", "configmaps")], labels: "example.com/aggregate: monitoring"),
      to: "cluster-admin"),
  ]
  package static let joint: JointHalves = RoleWritingRoute.joint
  package static let requests = RoleWritingRoute.requests

  package static func candidates(for view: IdentityView) -> [Candidate] {
    RoleWritingRoute.writings(view).filter { $0.writing.kind == .clusterRole }.map { found in
      var writing = found.writing
      writing.isAggregated = true
      return Candidate(Self.self, found.requests, .roles(writing))
    }
  }
}
