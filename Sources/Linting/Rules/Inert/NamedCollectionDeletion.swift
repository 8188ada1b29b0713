// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags `deletecollection` that is limited to names.
package struct NamedCollectionDeletion: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.error
  package static let summary = "Deletecollection is limited to names in resourceNames"
  package static let why = """
    A request that deletes a collection never has a name, not even with a field selector, so \
    such a rule never allows it.
    """
  package static let remedy = "Grant delete for the names, or deletecollection without names."
  package static let flagged = [
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames: [example]
        verbs: [delete, ⟦deletecollection⟧]
      """),
    LintExample.rules(
      """
      - apiGroups: [example.com]
        resources: [widgets]
        resourceNames: [example]
        verbs: [⟦deletecollection⟧]
      """),
  ]
  package static let accepted = [
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames: [example]
        verbs: [delete]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    for rule in role.rules
    where !rule.rule.resourceNames.isEmpty && !rule.rule.resourceNames.contains("")
      && rule.rule.verbs.contains("deletecollection")
    {
      let isGranted = context.isGranted(
        toHoldersOf: role, verbs: ["deletecollection"], on: rule.rule)
      found.report(
        "a deletecollection request has no name, so resourceNames never match it",
        at: rule.range(of: .verbs, ["deletecollection"]), of: role.object,
        severity: isGranted ? .note : nil)
    }
  }
}
