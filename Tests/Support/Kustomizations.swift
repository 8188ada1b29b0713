// SPDX-License-Identifier: Apache-2.0

package import Testing

/// Folders with kustomizations, for tests that build them with the real kubectl.
package enum Kustomizations {
  /// For `.enabled(if: Kustomizations.canBeBuilt, Kustomizations.whySkipped)`.
  package static var canBeBuilt: Bool { KubectlProgram.path != nil }
  package static let whySkipped: Comment = "needs kubectl: scripts/setup test"

  /// An account, a role with these rules and a binding, without a namespace.
  package static func rbac(
    _ name: String = "app", kind: String = "ClusterRole", rules: String
  ) -> String {
    """
    apiVersion: v1
    kind: ServiceAccount
    metadata:
      name: \(name)
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: \(kind)
    metadata:
      name: \(name)
    rules:
    \(rules)
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: \(kind)Binding
    metadata:
      name: \(name)
    roleRef:
      apiGroup: rbac.authorization.k8s.io
      kind: \(kind)
      name: \(name)
    subjects:
    - kind: ServiceAccount
      name: \(name)
      namespace: default

    """
  }

  /// A rule on the core group, in flow style.
  package static func rule(_ resource: String, _ verbs: String...) -> String {
    "- {apiGroups: [\"\"], resources: [\(resource)], verbs: [\(verbs.joined(separator: ", "))]}"
  }

  /// `namespace: shop` and so on before the list of resources.
  package static func list(_ resources: String..., with fields: String = "") -> String {
    (fields.isEmpty ? "" : fields + "\n") + "resources: [\(resources.joined(separator: ", "))]\n"
  }
}

extension TemporaryDirectory {
  /// A folder with these files.
  package convenience init(_ files: KeyValuePairs<String, String>) throws {
    try self.init()
    for (path, text) in files { try write(text, to: path) }
  }
}
