// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Flags suppressions that do not count; the linter itself finds them.
package struct MalformedSuppression: LintRule {
  package static let category = RuleCategory.hygiene
  package static let severity = Diagnostic.Severity.warning
  package static let summary =
    "A suppression names no rule that there is, gives no reason, or has a wrong day"
  package static let why = """
    It silences nothing, and whoever wrote it believes that it does.
    """
  package static let remedy =
    "Write # rolefit:ignore RULE: reason, or RULE until 2026-12-31: reason."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list] ⟦# rolefit:ignore repeated-entry⟧
      """)
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list, get] # rolefit:ignore repeated-entry: the generator writes it
      """)
  ]
}
