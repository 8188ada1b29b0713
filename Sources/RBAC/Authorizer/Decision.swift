// SPDX-License-Identifier: Apache-2.0

/// What the API server would answer to a request, as far as the input says.
package struct Decision: Hashable, Sendable {
  package enum Basis: Hashable, Sendable {
    /// The rule that allows the request.
    case grant(Grant)
    /// The user is in `system:masters`, whose requests are allowed before RBAC is asked.
    case superuser
    /// No rule of the input allows the request.
    case noRule
  }

  package var basis: Basis
  /// When no rule allows the request: the bindings that apply to the user, hold where the request
  /// is sent, and may grant more than the input shows. Also filled in a closed world, where they
  /// grant nothing.
  package var unresolved: [Unresolved]
  /// Whether the input does not say. A closed world always says, but for a role that may have
  /// further rules, and for objects whose namespace nobody named.
  package var undetermined: Bool

  init(basis: Basis, unresolved: [Unresolved] = [], undetermined: Bool = false) {
    self.basis = basis
    self.unresolved = unresolved
    self.undetermined = undetermined
  }

  /// The decision of which `grant` is the reason.
  package init(_ grant: Grant) { self.init(basis: .grant(grant)) }

  package var allowed: Bool { basis != .noRule }

  package var grant: Grant? {
    guard case .grant(let grant) = basis else { return nil }
    return grant
  }
}
