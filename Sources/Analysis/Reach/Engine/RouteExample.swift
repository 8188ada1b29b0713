// SPDX-License-Identifier: Apache-2.0

/// Manifests in which the account `agents:agent` comes to a goal, or does not.
package struct RouteExample: Sendable {
  /// What the agent has, and what there is besides what all examples share.
  package var manifests: String
  /// A goal's id, as `--to` takes it; `nil` for a route that leads to none by itself.
  package var goal: String?
  package var kubernetes: Int

  init(_ documents: RouteDocument..., to goal: String?, kubernetes: Int = 36) {
    manifests = documents.map(\.text).joined(separator: "---\n")
    self.goal = goal
    self.kubernetes = kubernetes
  }

  /// What every example has besides: the agent's account, and another that may patch nodes.
  package static let shared = """
    apiVersion: v1
    kind: ServiceAccount
    metadata: {name: agent, namespace: agents}
    ---
    apiVersion: v1
    kind: ServiceAccount
    metadata: {name: deployer, namespace: shop}
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: node-patcher}
    rules:
    - apiGroups: [""]
      resources: [nodes]
      verbs: [patch]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: {name: node-patcher}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: node-patcher}
    subjects:
    - {kind: ServiceAccount, name: deployer, namespace: shop}

    """
}
