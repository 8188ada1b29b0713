// SPDX-License-Identifier: Apache-2.0

/// What a cluster says that an agent is switched on for.
package struct FoundSet: Sendable {
  /// Where that is said, as text for people.
  package var source: String
  /// Ids of actions.
  package var actions: [String]
  /// Ids of actions of which the source does not say whether they are on.
  package var unsaid: [String] = []
  package var watchNamespaces: [String] = []

  package init(
    source: String, actions: [String], unsaid: [String] = [], watchNamespaces: [String] = []
  ) {
    self.source = source
    self.actions = actions
    self.unsaid = unsaid
    self.watchNamespaces = watchNamespaces
  }
}
