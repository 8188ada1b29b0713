// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags the verb `*`.
package struct WildcardVerb: LintRule {
  package static let category = RuleCategory.breadth
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "A rule grants every verb"
  package static let why = """
    Deletion of whole collections is among them, and verbs that no request shows, such as bind, \
    escalate, impersonate and use, now or with a later version.
    """
  package static let remedy = "List the verbs that are needed."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [⟦"*"⟧]
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        verbs: [get, ⟦"*"⟧]
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
    // Of several wildcards in a rule one is reported, and that of the resources says most.
    for rule in role.rules
    where rule.rule.verbs.contains("*") && !rule.rule.resources.contains("*") {
      let part = context.honoured(rule, of: role) { $0.verb == "*" }
      let what = part.resources + part.nonResourceURLs
      guard !what.isEmpty else { continue }
      let groups = part.apiGroups.contains("*") ? " of every API group" : ""
      let reach = context.wildcardReach(of: rule, of: role)
      found.report(
        "'*' grants every verb on \(Words.list(what))\(groups), later ones too",
        at: rule.range(of: .verbs, ["*"]), of: role.object, severity: reach.raised,
        notes: reach.notes)
    }
  }
}
