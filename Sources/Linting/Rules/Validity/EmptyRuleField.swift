// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags rules without verbs, groups or resources.
package struct EmptyRuleField: LintRule {
  package static let category = RuleCategory.validity
  package static let severity = Diagnostic.Severity.error
  package static let summary = "A rule has no verbs, no API groups or no resources"
  package static let why = """
    The API server rejects the whole object, so nothing of it is granted. Templates tend to make \
    such rules when everything that fills a list is switched off.
    """
  package static let remedy = "Fill the list, or leave the whole rule out."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: ⟦[]⟧
        verbs: [get]
      - ⟦resources: [pods]
        verbs: [get]⟧
      """)
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods]
        verbs: [get]
      """)
  ]

  package static func check(_ context: LintContext, into found: inout RuleFindings) {
    Rejections.report(to: &found, in: context) { $0.isRuleField && $0.reason == .required }
  }
}
