// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// What is on by the judged thing itself: an agent's configuration, its release, its roles.
package struct FoundSet: Sendable {
  package var source: SetSource
  /// Ids of actions.
  package var actions: [String]
  /// Ids of actions of which the source does not say whether they are on.
  package var unsaid: [String] = []
  /// Ids of what the agent reads; `nil` where the source says nothing of it.
  package var capabilities: [String]?
  /// Ids of capabilities of which the source does not say whether they are on: what they need is
  /// neither missing nor too much.
  package var unsaidCapabilities: [String] = []
  package var watchNamespaces: [String] = []
  /// What is odd about it.
  package var diagnostics: [Diagnostic] = []

  package init(
    source: SetSource, actions: [String], unsaid: [String] = [], capabilities: [String]? = nil,
    unsaidCapabilities: [String] = [], watchNamespaces: [String] = []
  ) {
    self.source = source
    self.actions = actions
    self.unsaid = unsaid
    self.capabilities = capabilities
    self.unsaidCapabilities = unsaidCapabilities
    self.watchNamespaces = watchNamespaces
  }
}
