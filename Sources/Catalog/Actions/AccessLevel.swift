// SPDX-License-Identifier: Apache-2.0

/// How much an action can change, from the least to the most.
package enum AccessLevel: String, Hashable, Sendable, Comparable, CaseIterable {
  /// Only looks.
  case read
  /// Changes how something runs, and not what it is: scale, restart, cordon.
  case operate
  /// Creates or changes objects.
  case write
  /// Takes something away.
  case destructive
  /// Reaches further than the action itself: a shell, credentials, other accounts.
  case privileged

  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension AccessLevel {
  /// A first guess, from what is done to what alone: it tells no operating from writing.
  ///
  /// - Parameter resources: as kubectl spells them, or as a rule does; paths are of no account.
  package init(verbs: some Sequence<String>, resources: some Sequence<String>) {
    let verbs = Set(verbs)
    if !verbs.isDisjoint(with: Self.powers) || resources.contains(where: Self.credentials.contains)
    {
      self = .privileged
    } else if !verbs.isDisjoint(with: ["delete", "deletecollection"]) {
      self = .destructive
    } else {
      self = verbs.isSubset(of: Self.readingVerbs) ? .read : .write
    }
  }

  private static let powers: Set = ["*", "bind", "escalate", "impersonate", "approve", "sign"]
  private static let readingVerbs: Set = ["get", "list", "watch"]
  private static let credentials: Set = [
    "*", "*/*", "secrets", "pods/exec", "pods/attach", "serviceaccounts/token", "nodes/proxy",
  ]
}
