// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC
import YAMLSyntax

/// Flags roles that widen `admin`, `edit` or `view`.
package struct AggregationLeak: LintRule {
  package static let category = RuleCategory.hygiene
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "A role's labels add its rules to admin, edit or view"
  package static let why = """
    Whoever is bound to the default role anywhere gets these rules too: people, in their \
    namespaces, who were never meant to have the agent's permissions.
    """
  package static let remedy = """
    Take the label off, or keep in the labelled role only what its people are to have.
    """
  package static let flagged = [
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: example
        labels:
          rbac.authorization.k8s.io/aggregate-to-view: ⟦"true"⟧
      rules:
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [patch]

      """),
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: example
        labels:
          app: example
          rbac.authorization.k8s.io/aggregate-to-admin: ⟦"true"⟧
      rules:
      - apiGroups: [example.com]
        resources: [widgets]
        verbs: [get]

      """),
  ]
  package static let accepted = [
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: example
        labels:
          app: example
      rules:
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list, watch]

      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    guard role.role.kind == .clusterRole, !role.isKubernetesOwn else { return }
    for target in ["admin", "edit", "view"] {
      let label = "rbac.authorization.k8s.io/aggregate-to-\(target)"
      guard role.role.labels[label] == "true", !role.role.rules.isEmpty else { continue }
      let atoms = role.atoms
      let isReading = role.role.rules.allSatisfy { rule in
        rule.verbs.allSatisfy { ["get", "list", "watch"].contains($0) }
      }
      let isSecret = ["get", "list", "watch"].contains { verb in
        atoms.covers(
          Atom(.resource(verb: verb, apiGroup: "", resource: "secrets", resourceName: nil)))
      }
      found.report(
        "everybody who has '\(target)' gets the rules of \(role.title)",
        at: role.node["metadata"]?["labels"]?[label]?.range ?? role.nameRange, of: role.object,
        severity: target == "view" && (!isReading || isSecret) ? nil : .note)
    }
  }
}
