// SPDX-License-Identifier: Apache-2.0

import RBAC

/// A role that may be written: one of the policy's, or one that is not there yet.
///
/// A class, since searches look at each again and again.
final class WritableRole: Sendable {
  enum Target: Hashable {
    /// A role's place in the policy.
    case there(Int)
    /// A role that bindings refer to and that may be made.
    case missing(Role.Kind, name: String, Scope)
  }

  let target: Target
  let kind: Role.Kind
  let name: String
  /// Where it is: a Role's namespace, or the cluster.
  let home: Scope
  let isAggregated: Bool
  /// As paths name it: `Role 'shop/x'`.
  let title: String

  init(_ target: Target, in policy: Policy) {
    self.target = target
    switch target {
    case .there(let number):
      let role = policy.roles[number]
      (kind, name, home) = (role.kind, role.name, role.scope)
      isAggregated = role.aggregationRule != nil
      title = role.reference.title
    case .missing(let kind, let name, let home):
      (self.kind, self.name, self.home) = (kind, name, home)
      isAggregated = false
      title = "\(kind.rawValue) '\(name)'"
    }
  }

  /// Whether a right to write is one to write this role.
  func isWritten(by writing: RoleWriting) -> Bool {
    if writing.isAggregated { return isAggregated }
    let isThere = if case .there = target { true } else { false }
    return kind == writing.kind && isThere != writing.creates
      && (kind == .clusterRole || writing.scope.covers(home))
      && (writing.names.map { $0.contains(name) } ?? true)
      && (!isAggregated || writing.isUnlimited)
  }
}
