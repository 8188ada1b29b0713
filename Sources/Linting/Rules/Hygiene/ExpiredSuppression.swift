// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Flags suppressions whose day has passed; the linter itself finds them.
package struct ExpiredSuppression: LintRule {
  package static let category = RuleCategory.hygiene
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "A suppression was to hold until a day that has passed"
  package static let why = """
    It silences nothing any more, and the finding that it was for is back.
    """
  package static let remedy = "Mend the finding, or agree on a new day and a reason for it."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list, get] ⟦# rolefit:ignore repeated-entry until 2020-02-29: generated⟧
      """)
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list, get] # rolefit:ignore repeated-entry until 2199-12-31: generated
      """)
  ]
}
