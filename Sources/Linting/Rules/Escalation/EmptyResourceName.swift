// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags names that are empty, which match more than any name does.
package struct EmptyResourceName: LintRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.error
  package static let summary = "A name in resourceNames is empty"
  package static let why = """
    The empty name is the name of every request that has none: the rule allows to list, watch, \
    create and delete all objects of the resource, and not a single one by its name. Templates \
    tend to make it of a value that is not set.
    """
  package static let remedy = "Write the name, or leave the entry out."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames: [⟦""⟧]
        verbs: [list]
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames:
        - ⟦""⟧
        - example
        verbs: [get]
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
    for rule in role.rules {
      for (position, name) in rule.rule.resourceNames.enumerated() where name.isEmpty {
        found.report(
          "the empty name matches every request without a name, and no object",
          at: rule.range(of: .resourceNames, at: position), of: role.object)
      }
    }
  }
}
