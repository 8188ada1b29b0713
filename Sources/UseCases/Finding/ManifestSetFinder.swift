// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import Manifests

/// Finds what manifests themselves say that an agent is switched on for: its configuration, which
/// its workload mounts, else what its roles were made for.
struct ManifestSetFinder {
  let catalog: Catalog
  let set: ManifestSet
  /// The agent's account; `nil` where nothing is bound.
  let account: ManifestSet.ServiceAccountName?
  let agentVersion: AgentVersion

  /// `nil` where nothing says it.
  func found() throws(Failure) -> FoundSet? {
    let annotations = RoleAnnotations(of: account, in: set)
    let reader = ConfiguredSetReader(
      catalog: catalog, agentVersion: agentVersion,
      chart: workload?.chartLabel.flatMap { catalog.dialect(ofLabel: $0) })
    for configMap in configMaps(reader.usualNames) {
      guard var found = try reader.set(of: configMap, rolesMadeFor: annotations.made) else {
        continue
      }
      found.diagnostics += annotations.disagreements(with: found, in: set)
      return found
    }
    return annotations.set(catalog)
  }

  /// What runs the agent: under its account, and of its image where several do.
  private var workload: Workload? {
    let own = account.map { account in
      set.workloads.filter { $0.serviceAccount == account }
    }
    let candidates = own ?? set.workloads
    let agents = candidates.filter { workload in
      catalog.agent.imageNames.contains(where: workload.runs(image:))
    }
    return agents.first ?? (own == nil ? nil : candidates.first)
  }

  /// The ConfigMaps that the agent mounts; where nothing that runs it is there, those of the usual
  /// names and those that rolefit wrote.
  private func configMaps(_ usualNames: [String]) -> [ConfigMap] {
    if let workload {
      return set.configMaps.filter { configMap in
        configMap.namespace == workload.serviceAccount.namespace
          && workload.configMaps.contains(configMap.name)
      }
    }
    return set.configMaps.filter { configMap in
      (account.map { $0.namespace == configMap.namespace } ?? true)
        && (usualNames.contains(configMap.name) || SetAnnotations(configMap.annotations) != nil)
    }
  }
}
