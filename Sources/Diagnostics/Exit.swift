// SPDX-License-Identifier: Apache-2.0

/// How a run ends: its exit status.
package enum Exit: Int32, Error, Sendable, Comparable {
  case success = 0
  /// Something was found that `--fail-on` names, or the answer to a question is no.
  case findings = 1
  /// Something could not be judged: unreadable or malformed input, or a program or cluster that
  /// does not answer.
  case unjudged = 2
  /// The answer can't be known.
  case undetermined = 3
  /// The command line is wrong, the values of its options included.
  case usage = 64

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// The status where several apply: the lowest but success.
  package static func first(of exits: some Sequence<Exit>) -> Exit {
    exits.filter { $0 != .success }.min() ?? .success
  }
}
