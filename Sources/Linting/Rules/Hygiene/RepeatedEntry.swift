// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC
import YAMLSyntax

/// Flags values that a list of a rule has twice.
package struct RepeatedEntry: LintRule {
  package static let category = RuleCategory.hygiene
  package static let severity = Diagnostic.Severity.note
  package static let summary = "A list of a rule has the same value twice"
  package static let why = """
    The second one grants nothing more, and whoever takes the first out believes that it is gone.
    """
  package static let remedy = "Leave one of them."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods]
        verbs: [get, list, ⟦get⟧]
      - apiGroups: [apps]
        resources:
        - deployments
        - ⟦"deployments"⟧  # why it is here
        verbs: [get, list]
      """)
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods]
        verbs: [get, list]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    for rule in role.rules {
      for field in LintedRule.Field.allCases {
        guard let list = rule.list(field) else { continue }
        var seen: Set<String> = []
        let text = Lazy<EditableList?>()
        for (position, value) in rule.values(of: field).enumerated()
        where !seen.insert(value).inserted {
          guard let entry = rule.entry(of: field, at: position) else { continue }
          found.report(
            "\(field.rawValue) has '\(value)' twice", at: entry.range, of: role.object,
            fix: text.value { EditableList(list) }?.removal(of: [position]).map {
              Fix("take the second '\(value)' out", edits: $0)
            })
        }
      }
    }
  }
}
