// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags rules with paths beside resources, and paths in a Role.
package struct MixedRule: LintRule {
  package static let category = RuleCategory.validity
  package static let severity = Diagnostic.Severity.error
  package static let summary =
    "A rule has paths where it cannot have them: beside resources, or in a Role"
  package static let why = """
    The API server rejects the whole object, so nothing of it is granted. A request is for a \
    resource or for a path, and only resources are in namespaces.
    """
  package static let remedy = "Write the paths in a rule of their own, in a ClusterRole."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods]
        nonResourceURLs: ⟦[/metrics]⟧
        verbs: [get]
      """),
    LintExample.namespacedRules(
      """
      - nonResourceURLs: ⟦[/metrics]⟧
        verbs: [get]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - nonResourceURLs: [/metrics]
        verbs: [get]
      """)
  ]

  package static func check(_ context: LintContext, into found: inout RuleFindings) {
    Rejections.report(to: &found, in: context) { $0.isPathField }
  }
}
