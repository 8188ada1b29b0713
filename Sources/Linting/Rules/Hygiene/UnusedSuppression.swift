// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Flags suppressions that silence nothing; the linter itself finds them.
package struct UnusedSuppression: LintRule {
  package static let category = RuleCategory.hygiene
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "A suppression silences nothing"
  package static let why = """
    What it was for is mended or has moved; left behind, it would hide the next finding of its \
    kind.
    """
  package static let remedy = "Take the suppression out."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        ⟦# rolefit:ignore repeated-entry: the generator writes it⟧
        verbs: [get, list]
      """)
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        # rolefit:ignore repeated-entry: the generator writes it
        verbs: [get, list, get]
      """)
  ]
}
