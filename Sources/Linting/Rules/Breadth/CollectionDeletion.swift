// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags grants to delete everything at once.
package struct CollectionDeletion: LintRule {
  package static let category = RuleCategory.breadth
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "Whole collections may be deleted"
  package static let why = """
    One request deletes all objects of a resource in a namespace, and most clients that delete \
    several objects send one request for each: kubectl delete --all does.
    """
  package static let remedy = "Grant delete, unless requests are known to delete collections."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, delete, ⟦deletecollection⟧]
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        verbs: [⟦deletecollection⟧]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, delete]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    for rule in role.rules
    where rule.rule.resourceNames.isEmpty && rule.rule.verbs.contains("deletecollection") {
      let part = context.honoured(rule, of: role) { $0.verb == "deletecollection" }
      guard !part.resources.isEmpty else { continue }
      let what =
        part.resources.contains("*") ? "objects of a resource" : Words.list(part.resources)
      found.report(
        "one request deletes all \(what) of a namespace, granted\(role.place)",
        at: rule.range(of: .verbs, ["deletecollection"]), of: role.object)
    }
  }
}
