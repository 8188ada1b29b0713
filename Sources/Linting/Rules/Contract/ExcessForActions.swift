// SPDX-License-Identifier: Apache-2.0

import Analysis
package import Diagnostics

/// Flags permissions that no action of the set needs.
package struct ExcessForActions: VerdictRule {
  package static let category = RuleCategory.contract
  package static let verdict = RuleDescription.excessForActions
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
    let verdicts = VerdictFindings(.switches(source: contract.source))
    for excess in contract.verification.excess { found.add(verdicts.finding(of: excess)) }
  }
}
