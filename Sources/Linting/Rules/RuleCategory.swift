// SPDX-License-Identifier: Apache-2.0

/// What the findings of a rule are about, in the order of their worth.
package enum RuleCategory: String, CaseIterable, Comparable, Sendable {
  /// What roles grant is not what the agent's actions need.
  case contract
  /// A grant that no API server would ever use.
  case inert
  /// The API server would reject the object.
  case validity
  /// What an object names is not there, or is not what it should be.
  case references
  /// A grant that reaches further than it says.
  case escalation
  /// A grant of more than anybody wrote down.
  case breadth
  /// The same could be said better.
  case hygiene

  package static func < (left: Self, right: Self) -> Bool { left.place < right.place }

  private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
