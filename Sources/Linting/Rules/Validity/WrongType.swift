// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Flags values of a type that the field does not have.
package struct WrongType: LintRule {
  package static let category = RuleCategory.validity
  package static let severity = Diagnostic.Severity.error
  package static let summary = "A field holds a value of another type than it has"
  package static let why = """
    The API server cannot decode the object and rejects it, so nothing of it is granted. YAML \
    reads words such as yes and numbers as what they look like.
    """
  package static let remedy =
    "Write a list where a list belongs, and put text that looks like a number or a boolean in "
    + "quotes."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: ⟦pods⟧
        verbs: [get]
      """),
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods]
        resourceNames: [⟦8080⟧]
        verbs: [get]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list]
      """)
  ]

  package static func check(_ context: LintContext, into found: inout RuleFindings) {
    Rejections.report(to: &found, in: context, codes: ["wrong-type"])
  }
}
