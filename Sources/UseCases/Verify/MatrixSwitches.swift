// SPDX-License-Identifier: Apache-2.0

/// Which of a chart's switches a matrix tries.
package enum MatrixSwitches: String, Sendable, CaseIterable {
  /// Those that turn actions on: every combination, or every pair.
  case actions
  /// Those of what the agent reads: each by itself, and all together.
  case reads
  /// Both.
  case all

  var triesActions: Bool { self != .reads }
}
