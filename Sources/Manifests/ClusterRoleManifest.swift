// SPDX-License-Identifier: Apache-2.0

package import RBAC
package import YAMLSyntax

/// A ClusterRole made for a set of actions, which it records in its annotations.
package struct ClusterRoleManifest: Sendable {
  package var name: String
  /// The agent's name, for the label `app.kubernetes.io/name`.
  package var agent: String
  /// The catalog the rules come from, as `name@version`.
  package var catalog: String
  package var agentVersion: String
  package var kubernetesVersion: String
  /// Action ids, sorted.
  package var actions: [String]
  /// Capability ids, sorted.
  package var capabilities: [String]
  package var rules: [PolicyRule]

  package init(
    name: String, agent: String, catalog: String, agentVersion: String,
    kubernetesVersion: String, actions: [String], capabilities: [String], rules: [PolicyRule]
  ) {
    self.name = name
    self.agent = agent
    self.catalog = catalog
    self.agentVersion = agentVersion
    self.kubernetesVersion = kubernetesVersion
    self.actions = actions
    self.capabilities = capabilities
    self.rules = rules
  }

  /// The object, from `templates/clusterrole.yaml`.
  package var yaml: YAMLValue {
    func list(_ ids: [String]) -> YAMLValue? {
      ids.isEmpty ? nil : .string(ids.joined(separator: ","))
    }
    return ManifestTemplate(Templates.clusterRole).filled([
      "NAME": .string(name),
      "AGENT": .string(agent),
      "CATALOG": .string(catalog),
      "AGENT_VERSION": .string(agentVersion),
      "KUBERNETES_VERSION": .string(kubernetesVersion),
      "ACTIONS": list(actions) ?? .string(""),
      "CAPABILITIES": list(capabilities),
      "RULES": .sequence(rules.map(\.yaml)),
    ])
  }
}
