// SPDX-License-Identifier: Apache-2.0

/// How much a report for people says.
package enum TextDetail: Sendable {
  /// The verdict alone.
  case quiet
  /// What is right is counted, and the rest said.
  case usual
  /// What is right is said too.
  case verbose
}
