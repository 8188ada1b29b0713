// SPDX-License-Identifier: Apache-2.0

/// What a role grants. For most roles that is what is written; an aggregated ClusterRole has the
/// rules of the ClusterRoles that it selects.
struct RoleContents: Sendable {
  /// A rule as written: a role, and which of its rules.
  struct Source: Sendable {
    var role: Int
    var rule: Int
  }

  struct UnmatchedSelector: Hashable, Sendable {
    var role: Int
    var selector: Int
  }

  var rules: [PolicyRule]
  /// For an aggregated role, where each rule was written.
  var sources: [Source]?
  /// Selectors without a match, of this role or of one whose rules it has.
  var unmatched: Set<UnmatchedSelector> = []

  /// Rules that may be there too, by the role that may bring them: this one, or a part.
  var possible: [Int: [PolicyRule]] = [:]

  /// The roles whose possible rules allow `request`.
  func rolesPossiblyAllowing(_ request: Request) -> [Int] {
    possible.filter { $0.value.contains { $0.allows(request) } }.keys.sorted()
  }

  static func unresolved(_ unmatched: Set<UnmatchedSelector>, in binding: Int) -> [Unresolved] {
    unmatched.sorted { ($0.role, $0.selector) < ($1.role, $1.selector) }.map {
      Unresolved(
        binding: binding, cause: .unmatchedSelector(role: $0.role, selector: $0.selector))
    }
  }
}
