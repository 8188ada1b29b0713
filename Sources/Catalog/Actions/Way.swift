// SPDX-License-Identifier: Apache-2.0

/// Another way of doing a whole action than its steps.
package struct Way: Hashable, Sendable {
  /// A phrase such as "patch the deployment itself".
  package var title: String
  /// Why somebody would: one clause, lower case, no full stop.
  package var why: String
  /// Every request that it sends, the actions that the action requires apart.
  package var requests: [RequestTemplate]
  /// Whether the agent itself falls back to it when its first way is refused.
  package var isFallback: Bool
  /// Where this is known from.
  package var evidence: [String]
}
