// SPDX-License-Identifier: Apache-2.0

import RBAC

/// The bindings that give somebody a role's rules: one object for all the roles that the same
/// aggregated ClusterRoles take in.
final class RoleHolders: Sendable {
  /// Places in `LintContext.bindings`, ascending.
  let bindings: [Int]
  /// Where they hold, each once, in order.
  let scopes: [Scope]

  private init(_ bindings: [Int], _ scopes: [Scope]) {
    self.bindings = bindings
    self.scopes = scopes
  }

  /// - Parameter own: ascending.
  convenience init(_ own: [Int], among bindings: [RoleBinding]) {
    self.init(own, Set(own.map { bindings[$0].scope }).sorted())
  }
}

extension RoleHolders {
  /// Those of a role's own bindings and of others.
  static func joined(
    _ own: [Int], with others: [RoleHolders], among bindings: [RoleBinding]
  ) -> RoleHolders {
    let others = others.filter { !$0.bindings.isEmpty }
    if own.isEmpty, others.count == 1 { return others[0] }
    return RoleHolders(Set(own + others.flatMap(\.bindings)).sorted(), among: bindings)
  }
}
