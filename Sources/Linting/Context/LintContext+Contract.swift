// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Manifests
import RBAC

extension LintContext {
  /// The role that findings about a whole set of actions are shown at: the first of the input that
  /// the agent's account has, or else the first.
  func contractRole(_ contract: LintContract) -> LintedRole? {
    guard let account = contract.verification.serviceAccount else { return roles.first }
    let user = User.serviceAccount(namespace: account.namespace, name: account.name)
    let own = Set(policy.permissions(of: user).grants.map { policy.source(of: $0.grant).role })
    return roles.first { own.contains($0.index) } ?? roles.first
  }

  /// Files the actions of the contract whose verdict is a finding of `rule`, at the name of the
  /// agent's role.
  func reportActions(as rule: RuleDescription, into found: inout RuleFindings) {
    guard let contract else { return }
    let role = contractRole(contract)
    let verdicts = VerdictFindings(
      .switches(source: contract.source), at: role?.nameRange, of: role?.object)
    for action in contract.verification.actions where action.rule == rule {
      for finding in verdicts.findings(of: action) { found.add(finding) }
    }
  }
}
