// SPDX-License-Identifier: Apache-2.0

/// An action that may have sent a request that was seen.
package struct ActionMatch: Hashable, Sendable {
  package var action: Action
  /// Which of its steps send such a request.
  package var steps: [Int]
  /// Which of its other ways do.
  package var ways: [Int]

  /// Whether one of the steps that its rules are made of sends it.
  package var isRequired: Bool { steps.contains { !action.steps[$0].isOptional } }
}
