// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Flags texts that cannot be read; the linter itself finds them.
package struct MalformedYAML: LintRule {
  package static let category = RuleCategory.validity
  package static let severity = Diagnostic.Severity.error
  package static let summary = "A text is not YAML or JSON, or asks for more than may be"
  package static let why = """
    Nothing that stands at the fault or after it can be judged; kubectl and Helm stop there too. \
    A run with such a text exits with 2.
    """
  package static let remedy =
    "Mend the text; render templates first, or lint the chart with --chart."
  package static let flagged = [
    LintExample(
      """
      \(ExampleDocument.clusterRole(verbs: "get, list"))
      ---
      \(ExampleDocument.clusterRoleBinding())
      ---
      \(ExampleDocument.account)
      ---
      kind: ⟦⟧@example

      """)
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list]
      """)
  ]
}
