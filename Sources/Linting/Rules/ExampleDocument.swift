// SPDX-License-Identifier: Apache-2.0

/// Documents that many examples need around what they show, without the line feed at their end.
enum ExampleDocument {
  /// The service account that examples bind to.
  static let account = """
    apiVersion: v1
    kind: ServiceAccount
    metadata:
      name: example
      namespace: agents
    """

  /// A ClusterRole that reads deployments.
  static func clusterRole(_ name: String = "example", verbs: String = "get, list, watch") -> String
  {
    """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: \(name)
    rules:
    - apiGroups: [apps]
      resources: [deployments]
      verbs: [\(verbs)]
    """
  }

  /// A ClusterRole with the label that `aggregatingClusterRole` selects.
  static let aggregatedClusterRole = """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: reader
      labels:
        example.com/aggregate: "true"
    rules:
    - apiGroups: [apps]
      resources: [deployments]
      verbs: [get, list, watch]
    """

  /// A ClusterRole `all` with an aggregationRule and no rules; an example can add `rules`.
  static let aggregatingClusterRole = """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: all
    aggregationRule:
      clusterRoleSelectors:
      - matchLabels:
          example.com/aggregate: "true"
    """

  /// Gives a ClusterRole to the account in every namespace.
  static func clusterRoleBinding(_ name: String = "example", of role: String = "example") -> String
  {
    """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata:
      name: \(name)
    roleRef:
      apiGroup: rbac.authorization.k8s.io
      kind: ClusterRole
      name: \(role)
    subjects:
    - kind: ServiceAccount
      name: example
      namespace: agents
    """
  }

  /// A Role in the account's namespace that reads deployments.
  static let role = """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata:
      name: example
      namespace: agents
    rules:
    - apiGroups: [apps]
      resources: [deployments]
      verbs: [get, list, watch]
    """

  /// Gives the Role `example` to the account in its namespace.
  static let roleBinding = """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata:
      name: example
      namespace: agents
    roleRef:
      apiGroup: rbac.authorization.k8s.io
      kind: Role
      name: example
    subjects:
    - kind: ServiceAccount
      name: example
      namespace: agents
    """

  /// Gives the ClusterRole `view` to the account in its namespace.
  static let viewRoleBinding = """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata:
      name: example
      namespace: agents
    roleRef:
      apiGroup: rbac.authorization.k8s.io
      kind: ClusterRole
      name: view
    subjects:
    - kind: ServiceAccount
      name: example
    """
}
