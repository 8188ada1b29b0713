// SPDX-License-Identifier: Apache-2.0

import Analysis
package import Diagnostics

/// Flags actions of which only a part is granted.
package struct PartialForAction: VerdictRule {
  package static let category = RuleCategory.contract
  package static let verdict = RuleDescription.partialForAction
  package static let flagged = [
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: ⟦example⟧
      rules:
      - apiGroups: [batch]
        resources: [jobs]
        verbs: [get]
      ---
      \(ExampleDocument.clusterRoleBinding())
      ---
      \(ExampleDocument.account)

      """
    ).with(actions: "rerun:job")
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
    context.reportActions(as: verdict, into: &found)
  }
}
