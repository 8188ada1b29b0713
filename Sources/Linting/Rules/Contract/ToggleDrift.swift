// SPDX-License-Identifier: Apache-2.0

import Catalog
package import Diagnostics

/// Flags actions that are off and granted all the same.
package struct ToggleDrift: LintRule {
  package static let category = RuleCategory.contract
  package static let severity = Diagnostic.Severity.error
  package static let summary = "An action is switched off, and the role grants it all the same"
  package static let why = """
    The switch says that the agent cannot do it, and whoever takes over its account can.
    """
  package static let remedy =
    "Take the permissions of the action out of the role, or switch the action on."
  package static let flagged = [
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: ⟦example⟧
      rules:
      - apiGroups: [""]
        resources: [pods]
        verbs: [delete]
      - apiGroups: [apps]
        resources: [deployments/scale]
        verbs: [patch]
      ---
      \(ExampleDocument.clusterRoleBinding())
      ---
      \(ExampleDocument.account)

      """
    ).with(actions: "scale:deployment", off: "delete:pod")
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
    let role = context.contractRole(contract)
    for need in contract.granted {
      found.report(
        "\(need.action.id) is off in \(contract.source), and it is granted all the same",
        at: role?.nameRange, of: role?.object)
    }
  }
}
