// SPDX-License-Identifier: Apache-2.0

/// What the configuration of an installed agent says is on.
package struct InstalledActions: Hashable, Sendable {
  /// Ids of actions, in the catalog's order.
  package var on: [String] = []
  /// Ids of actions that hang on values which the configuration does not hold.
  package var unsaid: [String] = []
  /// Ids of capabilities that are on, in the catalog's order.
  package var capabilities: [String] = []
  /// Ids of capabilities that hang on values which the configuration does not hold.
  package var unsaidCapabilities: [String] = []
  /// The namespaces that the agent is confined to; empty when it watches all.
  package var watchNamespaces: [String] = []
}
