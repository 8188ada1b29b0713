// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI
import RBAC

/// Flags grants of what is in no namespace that hold in a namespace only.
package struct ClusterScopeInNamespace: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.error
  package static let summary = "What is in no namespace is granted in a namespace only"
  package static let why = """
    Requests for cluster-scoped resources, lists of namespaces and paths are looked up in \
    ClusterRoleBindings alone: a Role, or a ClusterRole that only RoleBindings refer to, never \
    allows them.
    """
  package static let remedy = """
    Move them into a ClusterRole of their own, and bind it with a ClusterRoleBinding.
    """
  package static let flagged = [
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [⟦nodes⟧, pods]
        verbs: [get, list]
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [⟦namespaces⟧]
        verbs: [get, list]
      """),
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: example
      rules:
      - apiGroups: [storage.k8s.io]
        resources: [⟦storageclasses⟧]
        verbs: [get, list]
      - nonResourceURLs: [⟦/metrics⟧]
        verbs: [get]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: example
        namespace: agents
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: example
      subjects:
      - kind: ServiceAccount
        name: example

      """),
  ]
  package static let accepted = [
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [namespaces]
        verbs: [get]
      """),
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [namespaces, nodes]
        verbs: [get, list]
      - nonResourceURLs: [/metrics]
        verbs: [get]
      """),
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    guard !role.isClusterWide, !role.isAggregated else { return }
    for rule in role.rules {
      let points = pointsInNoNamespace(of: rule, of: role, context)
      for part in context.rectangles(of: points) {
        let isOne = part.resources.count == 1
        let verbs = part.resources == ["namespaces"] ? "\(Words.list(part.verbs)) on " : ""
        found.report(
          "\(verbs)\(Words.list(part.resources)) \(isOne ? "is" : "are") asked for cluster-wide, "
            + "and this is "
            + "granted\(role.place) only",
          at: rule.range(of: .resources, part.resources), of: role.object,
          severity: context.isGrantedClusterWide(part, besides: role) ? .note : nil)
      }
      if !rule.rule.nonResourceURLs.isEmpty {
        found.report(
          "paths are in no namespace, and this is granted\(role.place) only",
          at: rule.range(of: .nonResourceURLs, rule.rule.nonResourceURLs), of: role.object,
          severity: context.isGrantedClusterWide(rule.rule, besides: role) ? .note : nil)
      }
    }
  }
}

extension ClusterScopeInNamespace {
  /// A single namespace counts as in itself; lists of namespaces and new ones do not.
  private static func pointsInNoNamespace(
    of rule: LintedRule, of role: LintedRole, _ context: LintContext
  ) -> [JudgedPoint] {
    // The points of a resource follow each other.
    var last: (group: String, resource: String, isClusterScoped: Bool)?
    return context.points(of: rule, of: role).filter { point in
      guard !point.judgement.isInert else { return false }
      if point.group.isEmpty, point.resource == "namespaces" {
        return ["list", "watch", "create"].contains(point.verb)
      }
      if let last, last.resource == point.resource, last.group == point.group {
        return last.isClusterScoped
      }
      let found =
        context.table.isClusterScopedOnly(group: point.group, resource: point.resource) == true
      last = (point.group, point.resource, found)
      return found
    }
  }
}
