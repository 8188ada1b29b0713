// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags the API group `*`.
package struct WildcardGroup: LintRule {
  package static let category = RuleCategory.breadth
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "A rule grants resources of every API group"
  package static let why = """
    Whatever group has a resource of that name is included, be it one that somebody installs \
    tomorrow.
    """
  package static let remedy = "Write the groups that are meant, each with its own resources."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [⟦"*"⟧]
        resources: [deployments]
        verbs: [get, list]
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: [apps, ⟦"*"⟧]
        resources: [deployments/scale]
        verbs: [get]
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
    // Of several wildcards in a rule one is reported: that of the resources, or of the verbs.
    for rule in role.rules
    where rule.rule.apiGroups.contains("*") && !rule.rule.resources.contains("*")
      && !rule.rule.verbs.contains("*")
    {
      let part = context.honoured(rule, of: role) { $0.group == "*" }
      guard !part.resources.isEmpty else { continue }
      found.report(
        "\(Words.list(part.resources)) of every API group, later ones too",
        at: rule.range(of: .apiGroups, ["*"]), of: role.object)
    }
  }
}
