// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI
import RBAC
import YAMLSyntax

/// Flags roles that widen `admin`, `edit` or `view`.
package struct AggregationLeak: LintRule {
  package static let category = RuleCategory.hygiene
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "A role's labels add its rules to admin, edit or view"
  package static let why = """
    Whoever is bound to the default role anywhere gets these rules too: people, in their \
    namespaces, who were never meant to have the agent's permissions. That they read, or with edit \
    write, resources of one's own groups is what the label is for, and is not reported.
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
      - apiGroups: [""]
        resources: [pods/ephemeralcontainers]
        verbs: [patch]

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

      """),
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: example
        labels:
          rbac.authorization.k8s.io/aggregate-to-view: "true"
      rules:
      - apiGroups: [example.com]
        resources: [widgets]
        verbs: [get, list, watch]

      """),
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    guard role.role.kind == .clusterRole, !role.isKubernetesOwn else { return }
    for target in ["admin", "edit", "view"] {
      let label = "rbac.authorization.k8s.io/aggregate-to-\(target)"
      guard role.role.labels[label] == "true", !role.role.rules.isEmpty,
        let severity = severity(of: role, in: target, context)
      else { continue }
      found.report(
        "everybody who has '\(target)' gets the rules of \(role.title)",
        at: role.node["metadata"]?["labels"]?[label]?.range ?? role.nameRange, of: role.object,
        severity: severity)
    }
  }
}

extension AggregationLeak {
  private static let reading: Set = ["get", "list", "watch"]

  /// `nil` where the label does what it is there for: the people of a default role get resources of
  /// the labelled role's own groups, or what they have anyway.
  private static func severity(
    of role: LintedRole, in target: String, _ context: LintContext
  ) -> Diagnostic.Severity? {
    let atoms = role.atoms
    if target == "view" {
      let isReading = role.role.rules.allSatisfy { reading.isSuperset(of: $0.verbs) }
      let isSecret = reading.contains { verb in
        atoms.covers(
          Atom(.resource(verb: verb, apiGroup: "", resource: "secrets", resourceName: nil)))
      }
      if !isReading || isSecret { return .warning }
    }
    let given = grants(of: target, context)
    let widens = atoms.reduced().atoms.contains { atom in
      guard case .resource(_, let group, _, _) = atom.target else { return false }
      return (group == "*" || context.table.isKnownGroup(group)) && !given.covers(atom)
    }
    return widens ? .note : nil
  }

  /// What the default role grants without anybody's labels.
  private static func grants(of target: String, _ context: LintContext) -> AtomSet {
    if let known = context.defaultGrants[target] { return known }
    let parts = ["view", "edit", "admin"]
    let included = parts.prefix { $0 != target } + [target]
    let rules = included.flatMap {
      DefaultRoles.role(named: "system:aggregate-to-\($0)", in: context.version)?.rules ?? []
    }
    let grants = AtomSet(rules, scope: .cluster)
    context.defaultGrants[target] = grants
    return grants
  }
}
