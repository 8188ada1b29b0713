// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags objects that are there twice.
package struct RepeatedObject: LintRule {
  package static let category = RuleCategory.references
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "Two documents have the same role or binding"
  package static let why = """
    The one that is applied last replaces the other, so what the first grants is lost, or \
    depends on the order of files.
    """
  package static let remedy = "Join them, or give one of them another name or namespace."
  package static let flagged = [
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: example
      rules:
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list, watch]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: ⟦example⟧
      rules:
      - apiGroups: [""]
        resources: [pods]
        verbs: [get]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: example
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: example
      subjects:
      - kind: ServiceAccount
        name: example
        namespace: agents
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: example
        namespace: agents

      """),
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: example
      rules:
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list, watch]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: example
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: example
      subjects:
      - kind: ServiceAccount
        name: example
        namespace: agents
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: ⟦example⟧
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: example
      subjects:
      - kind: ServiceAccount
        name: other
        namespace: agents
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: example
        namespace: agents
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: other
        namespace: agents

      """),
  ]
  package static let accepted = [
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: example
      rules:
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list, watch]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: other
      rules:
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list, watch]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: example
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: example
      subjects:
      - kind: ServiceAccount
        name: example
        namespace: agents
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: other
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: other
      subjects:
      - kind: ServiceAccount
        name: example
        namespace: agents
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: example
        namespace: agents

      """)
  ]

  package static func check(_ context: LintContext, into found: inout RuleFindings) {
    var roles: [String: LintedRole] = [:]
    for role in context.roles {
      guard let first = roles[role.title] else {
        roles[role.title] = role
        continue
      }
      found.report(
        "\(role.title) is written twice; the last one applied replaces the other",
        at: role.nameRange,
        of: role.object,
        severity: first.role.rules == role.role.rules
          && first.role.aggregationRule == role.role.aggregationRule ? .note : nil,
        notes: [Diagnostic.Note("it is written here too", at: first.nameRange)])
    }
    for (first, binding) in context.repeatedBindings {
      found.report(
        "\(binding.title) is written twice; the last one applied replaces the other",
        at: binding.range(of: "metadata.name"), of: binding.object,
        severity: first.binding.subjects == binding.binding.subjects ? .note : nil,
        notes: [Diagnostic.Note("it is written here too", at: first.range(of: "metadata.name"))])
    }
  }
}
