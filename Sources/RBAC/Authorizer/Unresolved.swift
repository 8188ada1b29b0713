// SPDX-License-Identifier: Apache-2.0

/// A binding that may grant more than the input shows.
package struct Unresolved: Hashable, Sendable {
  package enum Cause: Hashable, Sendable {
    /// The role that the binding refers to is not in the input.
    case missingRole
    /// No ClusterRole of the input matches a selector of an aggregated ClusterRole: the bound one,
    /// or a part of it. Both are indices: into the policy's roles, and into that role's
    /// `aggregationRule`.
    case unmatchedSelector(role: Int, selector: Int)
    /// A role, or a part of an aggregated one, may have a rule that allows the request: an index
    /// into the policy's roles.
    case possibleRule(role: Int)
    /// The binding or the role names no namespace, and the request would be allowed if that were
    /// the request's: an index into the policy's roles.
    case unknownNamespace(role: Int)
  }

  /// An index into the policy's bindings.
  package var binding: Int
  package var cause: Cause

  package init(binding: Int, cause: Cause) {
    self.binding = binding
    self.cause = cause
  }
}
