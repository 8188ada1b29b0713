// SPDX-License-Identifier: Apache-2.0

/// RBAC manifests as text, from as few words as a test needs.
package enum RBACText {
  /// A rule as flow YAML from `VERBS GROUP RESOURCES [NAMES]` or `VERBS /PATHS`, where commas stand
  /// between the words of one field and `-` is the core group: `get,list apps deployments`,
  /// `get - secrets own`, `get /metrics`. What starts with a brace is taken as it is.
  package static func rule(_ words: String) -> String {
    guard !words.hasPrefix("{") else { return words }
    let fields = words.split(separator: " ").map(String.init)
    func list(_ field: String) -> String {
      "["
        + field.split(separator: ",").map { $0 == "-" ? "\"\"" : "\"\($0)\"" }
        .joined(separator: ", ") + "]"
    }
    precondition(fields.count > 1, "'\(words)' is no rule")
    if fields.count == 2 {
      return "{verbs: \(list(fields[0])), nonResourceURLs: \(list(fields[1]))}"
    }
    var rule = "{verbs: \(list(fields[0])), apiGroups: \(list(fields[1]))"
    rule += ", resources: \(list(fields[2]))"
    if fields.count > 3 { rule += ", resourceNames: \(list(fields[3]))" }
    return rule + "}"
  }

  /// A ClusterRole as people write one, whose only rule gives verbs on pods.
  ///
  /// - Parameter verbs: with commas between them, as they are to stand in the text.
  package static func podRole(verbs: String) -> String {
    """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: agent
    rules:
    - apiGroups: [""]
      resources: [pods]
      verbs: [\(verbs)]

    """
  }

  /// A ClusterRole; with a namespace, a Role.
  package static func role(
    _ name: String, in namespace: String? = nil, _ rules: [String],
    labels: [String: String] = [:], annotations: [String: String] = [:], aggregating: String? = nil
  ) -> String {
    var text = head(
      namespace == nil ? "ClusterRole" : "Role", name, namespace, labels, annotations)
    text += rules.isEmpty ? "rules: []\n" : "rules:\n"
    for words in rules { text += "- \(rule(words))\n" }
    if let aggregating {
      text += "aggregationRule: {clusterRoleSelectors: [{matchLabels: {\(aggregating)}}]}\n"
    }
    return text
  }

  /// A ClusterRoleBinding; with a namespace, a RoleBinding.
  ///
  /// - Parameters:
  ///   - role: the ClusterRole's name, or `Role/NAME`.
  ///   - subjects: `NAMESPACE:NAME` for a service account, `User NAME` or `Group NAME`.
  package static func binding(
    _ name: String, in namespace: String? = nil, role: String, _ subjects: [String] = ["own:agent"],
    labels: [String: String] = [:]
  ) -> String {
    var text = head(
      namespace == nil ? "ClusterRoleBinding" : "RoleBinding", name, namespace, labels, [:])
    let isRole = role.hasPrefix("Role/")
    text +=
      "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: \(isRole ? "Role" : "ClusterRole")"
    text += ", name: '\(isRole ? String(role.dropFirst(5)) : role)'}\n"
    text += subjects.isEmpty ? "subjects: []\n" : "subjects:\n"
    for subject in subjects { text += "- \(self.subject(subject))\n" }
    return text
  }

  private static func subject(_ words: String) -> String {
    let parts = words.split(separator: " ", maxSplits: 1)
    if parts.count == 2 {
      return "{apiGroup: rbac.authorization.k8s.io, kind: \(parts[0]), name: '\(parts[1])'}"
    }
    let account = words.split(separator: ":")
    return "{kind: ServiceAccount, namespace: \(account[0]), name: \(account[1])}"
  }

  private static func head(
    _ kind: String, _ name: String, _ namespace: String?, _ labels: [String: String],
    _ annotations: [String: String]
  ) -> String {
    func mapping(_ texts: [String: String]) -> String {
      texts.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \"\($0.value)\"" }
        .joined(separator: ", ")
    }
    var metadata = "name: '\(name)'"
    if let namespace { metadata += ", namespace: \(namespace)" }
    if !labels.isEmpty { metadata += ", labels: {\(mapping(labels))}" }
    if !annotations.isEmpty { metadata += ", annotations: {\(mapping(annotations))}" }
    return "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: \(kind)\nmetadata: {\(metadata)}\n"
  }
}
