// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags `list` and `watch` that are limited to names.
package struct NamedList: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "List or watch is limited to names in resourceNames"
  package static let why = """
    Such a rule allows only requests with the field selector metadata.name=NAME, which clients \
    send for single objects at most; an informer or kubectl get without a name is refused.
    """
  package static let remedy = """
    Grant get for the names, or list and watch without names in one namespace; where clients do \
    select by name, say so in a suppression.
    """
  package static let flagged = [
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames: [example]
        verbs: [get, ⟦list, watch⟧]
      """),
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [nodes]
        resourceNames: [example]
        verbs: [⟦list⟧]
      """),
  ]
  package static let accepted = [
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames: [example]
        verbs: [get]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    for rule in role.rules where !rule.rule.resourceNames.isEmpty {
      let verbs = rule.rule.verbs.filter { $0 == "list" || $0 == "watch" }
      guard !verbs.isEmpty, !rule.rule.resourceNames.contains("") else { continue }
      let isGranted = context.isGranted(toHoldersOf: role, verbs: verbs, on: rule.rule)
      found.report(
        "\(Words.list(verbs)) for names in resourceNames works only with the field selector "
          + "metadata.name=\(rule.rule.resourceNames[0])",
        at: rule.range(of: .verbs, verbs), of: role.object, severity: isGranted ? .note : nil)
    }
  }
}
