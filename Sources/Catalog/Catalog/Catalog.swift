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
  /// The charts whose values switch actions on; the first is the one to assume.
  package let dialects: [Dialect]
  /// Sorted by name.
  package let kinds: [ResourceKind]
  package let declaredResources: [DeclaredResource]

  let names: NameIndex
  /// Actions that accept any resource in their id, by verb.
  let templates: [String: ActionTemplate]

  /// The newest agent version that the catalog knows of.
  package var newestAgentVersion: AgentVersion { agent.newest }

  /// Actions, then capabilities.
  package var entries: [Action] { actions + capabilities }
}
