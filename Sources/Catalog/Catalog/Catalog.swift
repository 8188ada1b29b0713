// SPDX-License-Identifier: Apache-2.0

/// What an agent can do, and which requests each action sends.
package struct Catalog: Sendable {
  package let agent: Agent
  /// The version of the catalog itself.
  package let version: String
  /// What the agent does for its user, in the catalog's order.
  package let actions: [Action]
  /// What the agent reads and collects by itself, in the catalog's order.
  package let capabilities: [Action]
  /// Sorted by name.
  package let sets: [ActionSet]
  /// `nil` for those of the built-in catalog, which most commands do without.
  private let ownDialects: [Dialect]?
  /// Sorted by name.
  package let kinds: [ResourceKind]
  package let declaredResources: [DeclaredResource]

  /// Actions, then capabilities.
  package let entries: [Action]

  let names: NameIndex
  /// Actions that accept any resource in their id, by verb.
  let templates: [String: ActionTemplate]
  /// Places in `entries`, by id.
  let places: [String: Int]

  /// - Parameter dialects: those of the built-in catalog, if `nil`.
  init(
    agent: Agent, version: String, actions: [Action], capabilities: [Action], sets: [ActionSet],
    dialects: [Dialect]?, kinds: [ResourceKind], declaredResources: [DeclaredResource],
    names: NameIndex, templates: [String: ActionTemplate]
  ) {
    self.agent = agent
    self.version = version
    self.actions = actions
    self.capabilities = capabilities
    self.sets = sets
    ownDialects = dialects
    self.kinds = kinds
    self.declaredResources = declaredResources
    self.names = names
    self.templates = templates
    let entries = actions + capabilities
    self.entries = entries
    places = Dictionary(
      entries.indices.map { (entries[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The charts whose values switch actions on; the first is the one to assume.
  package var dialects: [Dialect] { ownDialects ?? Self.builtInDialects }

  /// The newest agent version that the catalog knows of.
  package var newestAgentVersion: AgentVersion { agent.newest }
}
