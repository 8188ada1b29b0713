// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// A ClusterRole as a user writes one, for the first release of the agent.
enum SampleRole {
  static let actions = "scale:deployment,scale:statefulset,delete:pod"

  static let deletePods = """
    - apiGroups: [""]
      resources: [pods]
      verbs: [delete]

    """

  static let scale = """
    - apiGroups: [apps]
      resources: [deployments/scale, statefulsets/scale]
      verbs: [patch]

    """

  /// The manifest that holds `rules`, which are YAML.
  static func manifest(_ rules: String, name: String = "agent") -> String {
    """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: \(name)
    rules:

    """ + rules
  }

  static let complete = manifest(deletePods + scale)

  /// A ClusterRoleBinding of the ClusterRole `agent`.
  static func binding(_ name: String, to account: String, in namespace: String) -> String {
    """
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata:
      name: \(name)
    roleRef:
      apiGroup: rbac.authorization.k8s.io
      kind: ClusterRole
      name: agent
    subjects:
    - kind: ServiceAccount
      name: \(account)
      namespace: \(namespace)

    """
  }
}

extension JSON {
  /// The strings of an array.
  var strings: [String] { array.compactMap(\.string) }

  /// The element of an array of objects whose member `id` is `id`.
  func element(id: String) -> JSON { array.first { $0["id"].string == id } ?? .null }
}
