// SPDX-License-Identifier: Apache-2.0

import Catalog
import Manifests

/// The version of the agent that a chart installs, as far as the chart says.
struct ChartAgent {
  var version: AgentVersion
  /// The agent with its version, and how that is known.
  var title: String

  /// What the image's tag says where what was rendered runs one version of the agent, else what is
  /// on record for the chart's version; `nil` where neither says anything.
  init?(rendered set: ManifestSet?, of dialect: DialectVersion?, in catalog: Catalog) {
    let agent = catalog.agent
    for image in agent.imageNames {
      let workloads = set?.workloads.filter { $0.runs(image: image) } ?? []
      let tags = Set(workloads.flatMap { $0.tags(ofImage: image) })
      guard let workload = workloads.first, tags.count == 1, let tag = tags.first ?? nil,
        let version = AgentVersion(String(tag))
      else { continue }
      self.version = version
      title = "\(agent.name) \(version), the image of \(workload.title)"
      return
    }
    guard let dialect, let version = dialect.agentVersion else { return nil }
    self.version = version
    title = "\(agent.name) \(version), which is on record for \(dialect)"
  }
}
