// SPDX-License-Identifier: Apache-2.0

/// How the values of one Helm chart switch actions on, over the chart's versions.
package struct Dialect: Hashable, Sendable {
  /// The chart's name.
  package var name: String
  package var title: String
  /// The newest version of the chart that the catalog knows.
  package var newest: ChartVersion
  /// Top-level keys by which a values file is known to be for this chart.
  package var marks: [String]
  /// Ids of what every installation has, whatever its values say.
  package var always: [String]
  /// Where the installed agent's own configuration says what is on; `nil` where nobody recorded it.
  package var config: InstalledConfig? = nil
  /// Chart versions and the agent that each was the first known to ship, oldest first.
  package var agents: [AgentRelease]
  /// In the catalog's order.
  package var switches: [Switch]
  /// The other values: dotted paths, with whatever is below them.
  package var keys: Set<String>
  /// How the chart is installed; `nil` where nobody recorded it.
  package var installation: Installation?

  /// The chart as Helm finds it; `nil` where nobody recorded where it is.
  package var reference: String? { installation?.reference(to: name) }

  /// A chart version that is known to ship an agent version.
  package struct AgentRelease: Hashable, Sendable {
    package var chart: ChartVersion
    package var agent: AgentVersion
  }

  /// The agent that a chart version ships, or an older one where that is not on record.
  package func agentVersion(of chart: ChartVersion) -> AgentVersion? {
    agents.last { $0.chart <= chart }?.agent
  }

  /// The first chart version on record that ships this agent or the one next older.
  package func chartVersion(of agent: AgentVersion) -> ChartVersion? {
    agents.last { $0.agent <= agent }?.chart
  }
}
