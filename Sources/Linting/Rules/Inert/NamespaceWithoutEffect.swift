// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC
import YAMLSyntax

/// Notes namespaces of objects that are in none.
package struct NamespaceWithoutEffect: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.note
  package static let summary = "A ClusterRole or ClusterRoleBinding names a namespace"
  package static let why = """
    It is in no namespace: the API server drops the name without a word, and what is granted does \
    not end at a namespace.
    """
  package static let remedy = """
    Take the namespace out; for one namespace only, write a Role, or bind the ClusterRole with a \
    RoleBinding.
    """
  package static let flagged = [
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: example
        namespace: ⟦agents⟧
      rules:
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: example
        namespace: ⟦agents⟧
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: example
      subjects:
      - kind: ServiceAccount
        name: example
        namespace: agents

      """)
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    guard role.role.kind == .clusterRole, let node = namespace(of: role.node) else { return }
    found.report(
      "\(role.title) is in no namespace, so '\(node.text ?? "")' is dropped", at: node.range,
      of: role.object)
  }

  package static func check(
    _ binding: LintedBinding, in context: LintContext, into found: inout RuleFindings
  ) {
    guard binding.binding.kind == .clusterRoleBinding, let node = namespace(of: binding.node)
    else { return }
    found.report(
      "\(binding.title) is in no namespace, so '\(node.text ?? "")' is dropped", at: node.range,
      of: binding.object)
  }

  private static func namespace(of object: YAMLNode) -> YAMLNode? {
    guard let node = object["metadata"]?["namespace"], !node.isNull, node.text?.isEmpty == false
    else { return nil }
    return node
  }
}
