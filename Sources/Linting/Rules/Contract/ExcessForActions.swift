// SPDX-License-Identifier: Apache-2.0

import Analysis
package import Diagnostics
import Manifests
import RBAC

/// Flags permissions that no action of the set needs.
package struct ExcessForActions: LintRule {
  package static let category = RuleCategory.contract
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "A permission is granted that no action of the set needs"
  package static let why = """
    Whoever takes over the agent's account has it too.
    """
  package static let remedy =
    "Take the permission out of the role, or name the action that needs it."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments/scale]
        verbs: [patch]
      - ⟦apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list]⟧
      """
    ).with(actions: "scale:deployment")
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments/scale]
        verbs: [patch]
      """
    ).with(actions: "scale:deployment")
  ]

  package static func check(_ context: LintContext, into found: inout RuleFindings) {
    guard let contract = context.contract else { return }
    for excess in contract.verification.excess {
      let rule = excess.rule.rule
      let what =
        rule.nonResourceURLs.isEmpty
        ? "\(Words.list(rule.resources)) in \(Words.groups(rule.apiGroups))"
        : Words.list(rule.nonResourceURLs)
      let entry = excess.grants.first?.ruleEntry
      found.report(
        "no action that is on needs \(Words.list(rule.verbs)) on \(what)",
        at: entry?.range, of: entry?.object)
    }
  }
}
