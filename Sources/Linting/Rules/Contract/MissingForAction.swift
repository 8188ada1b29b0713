// SPDX-License-Identifier: Apache-2.0

import Analysis
package import Diagnostics

/// Flags actions of which nothing is granted.
package struct MissingForAction: LintRule {
  package static let category = RuleCategory.contract
  package static let severity = Diagnostic.Severity.error
  package static let summary = "An action of the agent is on, and nothing that it needs is granted"
  package static let why = """
    The API server refuses the action's requests, and the action fails when somebody uses it.
    """
  package static let remedy =
    "Add the rules that rolefit rules prints for the action, or switch the action off."
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
    guard let contract = context.contract else { return }
    let role = context.contractRole(contract)
    for action in contract.verification.actions
    where action.verdict == .missing && action.satisfiedBy.isEmpty {
      found.report(
        "\(action.id) is on in \(contract.source), and nothing that it needs is granted",
        at: role?.nameRange, of: role?.object,
        notes: action.missing.map { Diagnostic.Note("missing: \($0.words)") } + action.notes)
    }
  }
}
