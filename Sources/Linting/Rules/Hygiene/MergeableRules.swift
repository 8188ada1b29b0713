// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags roles that fewer rules say as well.
package struct MergeableRules: LintRule {
  package static let category = RuleCategory.hygiene
  package static let severity = Diagnostic.Severity.note
  package static let summary = "A role can be written with fewer rules"
  package static let why = """
    What is granted on a resource is easier to see, and to review, where it stands in one place.
    """
  package static let remedy = """
    Write it in normal form, as the fix does: one API group a rule, each resource in one rule, \
    all sorted.
    """
  package static let flagged = [
    LintExample.rules(
      """
      ⟦- apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list]
      - apiGroups: [apps]
        resources: [statefulsets]
        verbs: [get, list]⟧
      """),
    LintExample.namespacedRules(
      """
      ⟦- apiGroups: [""]
        resources: [configmaps]
        verbs: [get]
      - apiGroups: [""]
        resources: [configmaps]
        verbs: [update]⟧
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments, statefulsets]
        verbs: [get, list]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    // Rules that add nothing are said of one by one.
    guard !role.isAggregated, role.repeatedRules.isEmpty, role.subsumedRules.isEmpty,
      let normal = role.fewerRules
    else { return }
    found.report(
      "\(role.rules.count) rules grant what \(normal.count) would", at: role.rulesRange,
      of: role.object, fix: role.replacement(by: normal, title: "write the rules in normal form"))
  }
}
