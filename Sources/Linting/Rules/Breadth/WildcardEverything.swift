// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags rules that grant everything.
package struct WildcardEverything: LintRule {
  package static let category = RuleCategory.breadth
  package static let severity = Diagnostic.Severity.error
  package static let summary = "A rule grants every verb on every resource"
  package static let why = """
    It is cluster-admin by another name, or all of a namespace: secrets, roles, and whatever is \
    installed later.
    """
  package static let remedy = """
    List the groups, resources and verbs that are needed; for the agent, rolefit generate prints \
    them.
    """
  package static let flagged = [
    LintExample.rules(
      """
      - ⟦apiGroups: ["*"]
        resources: ["*"]
        verbs: ["*"]⟧
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get]
      - ⟦apiGroups: ["", "*"]
        resources: ["*", pods]
        verbs: ["*"]⟧
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list, watch]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    for rule in role.rules where rule.isEverything {
      let place = role.isClusterWide ? " and in none" : ""
      found.report("this grants everything\(role.place)\(place)", at: rule.range, of: role.object)
    }
  }
}
