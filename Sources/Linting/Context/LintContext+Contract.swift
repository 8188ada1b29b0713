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
}

extension Verification.NeededRequest {
  /// `patch deployments.apps/scale`, `get /metrics`.
  var words: String {
    if !nonResourceURL.isEmpty { return "\(verb) \(nonResourceURL)" }
    let parts = resource.split(separator: "/", maxSplits: 1)
    let group = apiGroup.isEmpty ? "" : ".\(apiGroup)"
    let rest = parts.count > 1 ? "/\(parts[1])" : ""
    let place = namespace.map { " in the namespace '\($0)'" } ?? ""
    return "\(verb) \(parts.first ?? "")\(group)\(rest)\(place)"
  }
}
