// SPDX-License-Identifier: Apache-2.0

extension BindingWritingRoute {
  package static let flagged = [
    RouteExample(
      .everywhere(
        .may("create", "clusterrolebindings", of: "rbac.authorization.k8s.io"),
        .may("bind", "clusterroles", of: "rbac.authorization.k8s.io", named: "cluster-admin")),
      to: "cluster-admin"),
    RouteExample(
      .everywhere(
        .may(
          "patch", "clusterrolebindings", of: "rbac.authorization.k8s.io", named: "node-patcher"),
        .may("bind", "clusterroles", of: "rbac.authorization.k8s.io", named: "node-patcher")),
      to: "patch:/nodes"),
  ]
  package static let nearMisses = [
    RouteExample(
      .everywhere(
        .may("create", "clusterrolebindings", of: "rbac.authorization.k8s.io"),
        .may("bind", "clusterroles", of: "rbac.authorization.k8s.io", named: "view")),
      to: "cluster-admin"),
    RouteExample(
      .everywhere(
        .may("create", "clusterrolebindings", of: "rbac.authorization.k8s.io"),
        .may("bind", "roles", of: "rbac.authorization.k8s.io", named: "cluster-admin")),
      to: "cluster-admin"),
    RouteExample(
      .inNamespace(
        "shop", .may("create", "clusterrolebindings", of: "rbac.authorization.k8s.io"),
        .may("bind", "clusterroles", of: "rbac.authorization.k8s.io", named: "cluster-admin")),
      to: "cluster-admin"),
    RouteExample(
      .everywhere(
        .may("patch", "clusterrolebindings", of: "rbac.authorization.k8s.io", named: "view"),
        .may("bind", "clusterroles", of: "rbac.authorization.k8s.io", named: "node-patcher")),
      to: "patch:/nodes"),
  ]
}
