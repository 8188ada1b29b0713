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
