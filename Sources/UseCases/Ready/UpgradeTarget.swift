// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Diagnostics
package import KubernetesAPI

/// What an upgrade is to come to. What is not named stays as it is.
package struct UpgradeTarget: Sendable {
  package var agent: AgentVersion?
  package var kubernetes: KubernetesVersion?
  /// `VERSION`, or `NAME@VERSION` for another chart.
  package var chart: String?
  /// The manifests that the upgrade will apply: files and folders.
  package var files: [String]

  /// - Parameters:
  ///   - agent: what `--to-agent` gives.
  ///   - chart: what `--to-chart` gives.
  ///   - kubernetes: what `--to-kube` gives.
  package init(
    agent: String? = nil, chart: String? = nil, kubernetes: String? = nil, files: [String] = []
  ) throws(Failure) {
    self.chart = chart
    self.files = files
    if let agent {
      guard let version = AgentVersion(agent) else {
        throw .usage(
          "--to-agent: '\(agent)' is no agent version", remedy: "write it like 0.1.173")
      }
      self.agent = version
    }
    if let kubernetes {
      self.kubernetes = try KubernetesVersion.known(kubernetes, option: "--to-kube: ")
    }
  }

  /// The version of the chart to come, without the chart's name.
  var chartVersion: String? {
    chart.map { word in word.split(separator: "@").last.map(String.init) ?? word }
  }

  /// The chart's values to come: the version that is named, of the dialect that is used now.
  func dialect(from old: DialectVersion?, _ catalog: Catalog) throws(Failure) -> DialectVersion? {
    guard let chart else { return old }
    let name = (old ?? catalog.defaultDialect)?.dialect.name
    do {
      guard let name, !chart.contains("@") else { return try catalog.dialect(chart) }
      return try catalog.dialect("\(name)@\(chart)")
    } catch {
      throw .selection(error, of: catalog, option: "--to-chart")
    }
  }
}
