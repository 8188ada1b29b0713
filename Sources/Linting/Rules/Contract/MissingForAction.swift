// SPDX-License-Identifier: Apache-2.0

import Analysis
package import Diagnostics

/// Flags actions of which nothing is granted.
package struct MissingForAction: VerdictRule {
  package static let category = RuleCategory.contract
  package static let verdict = RuleDescription.missingForAction
  package static let flagged = [
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: ⟦example⟧
      rules:
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list]
      ---
      \(ExampleDocument.clusterRoleBinding())
      ---
      \(ExampleDocument.account)

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
    context.reportActions(as: verdict, into: &found)
  }
}
