// SPDX-License-Identifier: Apache-2.0

import RBAC
import YAMLSyntax

/// What generated objects say about where they come from.
package struct RoleProvenance: Hashable, Sendable {
  /// The agent's name, for the label `app.kubernetes.io/name`.
  package var agent: String
  /// The catalog the rules come from, as `name@version`.
  package var catalog: String
  package var agentVersion: String
  package var kubernetesVersion: String

  package init(agent: String, catalog: String, agentVersion: String, kubernetesVersion: String) {
    self.agent = agent
    self.catalog = catalog
    self.agentVersion = agentVersion
    self.kubernetesVersion = kubernetesVersion
  }

  var values: [ManifestHole: YAMLValue] {
    var values: [ManifestHole: YAMLValue] = [
      .catalog: .string(catalog), .agentVersion: .string(agentVersion),
      .kubernetesVersion: .string(kubernetesVersion),
    ]
    values[.agent] = label
    return values
  }

  /// The agent's name where the API server takes it for a label.
  var label: YAMLValue? { NameRules.isLabelValue(agent) ? .string(agent) : nil }
}
