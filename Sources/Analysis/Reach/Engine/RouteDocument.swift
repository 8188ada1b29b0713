// SPDX-License-Identifier: Apache-2.0

/// A part of an example's manifests, with a line feed at its end.
struct RouteDocument {
  /// What a rule of an example allows.
  struct Rule {
    var verbs: String
    var resources: String
    var group: String
    var names: String?

    /// - Parameters:
    ///   - verbs: with commas between them, as resources and names.
    static func may(
      _ verbs: String, _ resources: String, of group: String = "", named names: String? = nil
    ) -> Rule {
      Rule(verbs: verbs, resources: resources, group: group, names: names)
    }

    fileprivate var text: String {
      let named = names.map { "  resourceNames: [\($0)]\n" } ?? ""
      return """
        - apiGroups: [\(group.isEmpty ? "\"\"" : group)]
          resources: [\(resources)]
        \(named)  verbs: [\(verbs)]

        """
    }
  }

  var text: String

  init(_ text: String) { self.text = text }

  /// Gives the agent rules everywhere.
  static func everywhere(_ rules: Rule...) -> RouteDocument {
    RouteDocument(
      clusterRole("agent", rules).text + "---\n" + binding(of: "ClusterRole", "agent", in: nil))
  }

  /// Gives the agent rules in one namespace.
  static func inNamespace(_ namespace: String, _ rules: Rule...) -> RouteDocument {
    RouteDocument(
      head("Role", "agent", in: namespace) + listed(rules) + "---\n"
        + binding(of: "Role", "agent", in: namespace))
  }

  /// Gives the agent the rules of a ClusterRole everywhere, or in one namespace.
  static func agentHas(_ role: String, in namespace: String? = nil) -> RouteDocument {
    RouteDocument(binding(of: "ClusterRole", role, in: namespace))
  }

  /// Gives a group the rules of a ClusterRole everywhere.
  static func groupHas(_ role: String, _ name: String) -> RouteDocument {
    RouteDocument(
      head("ClusterRoleBinding", "group") + """
        roleRef: {apiGroup: \(group), kind: ClusterRole, name: \(role)}
        subjects:
        - {kind: Group, apiGroup: \(group), name: "\(name)"}

        """)
  }

  /// A ClusterRole that nobody has for this alone.
  static func clusterRole(_ name: String, _ rules: [Rule], labels: String = "") -> RouteDocument {
    RouteDocument(head("ClusterRole", name, labels: labels) + listed(rules))
  }

  /// A ClusterRole that takes in those with a label.
  static func aggregated(_ name: String, selecting labels: String) -> RouteDocument {
    RouteDocument(
      head("ClusterRole", name) + """
        aggregationRule:
          clusterRoleSelectors:
          - matchLabels: {\(labels)}

        """)
  }

  /// A Secret of the namespace `shop` that names an account.
  static func secret(
    _ name: String, of account: String = "deployer",
    type: String = "kubernetes.io/service-account-token"
  ) -> RouteDocument {
    RouteDocument(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: \(name)
        namespace: shop
        annotations: {kubernetes.io/service-account.name: \(account)}
      type: \(type)

      """)
  }

  /// A Secret that nodes join with.
  static func bootstrapToken(_ id: String) -> RouteDocument {
    RouteDocument(
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: bootstrap-token-\(id), namespace: kube-system}
      type: bootstrap.kubernetes.io/token
      stringData: {token-id: "\(id)", usage-bootstrap-authentication: "true"}

      """)
  }

  private static let group = "rbac.authorization.k8s.io"

  private static func head(
    _ kind: String, _ name: String, in namespace: String? = nil, labels: String = ""
  ) -> String {
    let place = namespace.map { ", namespace: \($0)" } ?? ""
    let marks = labels.isEmpty ? "" : ", labels: {\(labels)}"
    return """
      apiVersion: \(group)/v1
      kind: \(kind)
      metadata: {name: \(name)\(place)\(marks)}

      """
  }

  private static func listed(_ rules: [Rule]) -> String {
    "rules:\n" + rules.map(\.text).joined()
  }

  private static func binding(
    of kind: String, _ role: String, in namespace: String?
  ) -> String {
    head(namespace == nil ? "ClusterRoleBinding" : "RoleBinding", role, in: namespace) + """
      roleRef: {apiGroup: \(group), kind: \(kind), name: \(role)}
      subjects:
      - {kind: ServiceAccount, name: agent, namespace: agents}

      """
  }
}
