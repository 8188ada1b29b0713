// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags names that are granted in every namespace.
package struct ClusterWideNames: LintRule {
  package static let category = RuleCategory.breadth
  package static let severity = Diagnostic.Severity.note
  package static let summary = """
    Objects with a name are granted in every namespace, where one has them
    """
  package static let why = """
    A name in resourceNames counts in each namespace, and anybody may have an object of that \
    name in theirs. Who names an object knows in which namespace it is.
    """
  package static let remedy = """
    Put the rule into a Role in the namespace of the objects, and bind it there.
    """
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames: [⟦example⟧]
        verbs: [get]
      """),
    LintExample.rules(
      """
      - apiGroups: [coordination.k8s.io]
        resources: [leases]
        resourceNames: ⟦[example, other]⟧
        verbs: [get, update]
      """),
  ]
  package static let accepted = [
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames: [example]
        verbs: [get]
      """),
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [nodes]
        resourceNames: [example]
        verbs: [get]
      """),
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    guard role.isBound, role.scopes == [.cluster], !role.isAggregated else { return }
    for rule in role.rules where !rule.rule.resourceNames.isEmpty {
      let part = context.honoured(rule, of: role) {
        context.isNamespaced(group: $0.group, resource: $0.resource)
      }
      guard !part.resources.isEmpty, !part.resourceNames.isEmpty else { continue }
      found.report(
        "\(Words.list(part.resourceNames)) in every namespace: a Role in one would do",
        at: rule.range(of: .resourceNames, part.resourceNames), of: role.object)
    }
  }
}
