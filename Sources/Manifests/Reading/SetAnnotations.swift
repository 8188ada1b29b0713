// SPDX-License-Identifier: Apache-2.0

/// The set of actions that an object was made for, as rolefit writes it on roles and on the
/// ConfigMap with the agent's configuration: the annotations `rolefit.io/actions`,
/// `rolefit.io/capabilities` and `rolefit.io/watch-namespaces`, each a list with commas.
package struct SetAnnotations: Hashable, Sendable {
  /// Ids of actions; empty for the empty set.
  package var actions: [String]
  /// Ids of capabilities; empty where the object was made for none.
  package var capabilities: [String]
  /// The namespaces that the agent is confined to; empty for the whole cluster.
  package var watchNamespaces: [String]

  private static let actionsKey = "rolefit.io/actions"
  private static let capabilitiesKey = "rolefit.io/capabilities"
  private static let watchNamespacesKey = "rolefit.io/watch-namespaces"
  private static let catalogKey = "rolefit.io/catalog"

  /// `nil` for an object that does not say which actions it was made for.
  package init?(_ annotations: [String: String]) {
    guard let actions = annotations[Self.actionsKey] else { return nil }
    self.actions = Self.list(actions)
    capabilities = Self.list(annotations[Self.capabilitiesKey] ?? "")
    watchNamespaces = Self.list(annotations[Self.watchNamespacesKey] ?? "")
  }

  private static func list(_ text: String) -> [String] {
    text.split { $0 == "," || $0.isWhitespace }.map(String.init)
  }

  /// Whether rolefit made the object: it names the catalog that it was made from.
  package static func isMadeByRolefit(annotations: [String: String]) -> Bool {
    annotations[catalogKey] != nil
  }

  /// Adds what another object of the same agent was made for.
  package mutating func formUnion(_ other: SetAnnotations) {
    actions = Set(actions + other.actions).sorted()
    capabilities = Set(capabilities + other.capabilities).sorted()
    watchNamespaces = Set(watchNamespaces + other.watchNamespaces).sorted()
  }
}
