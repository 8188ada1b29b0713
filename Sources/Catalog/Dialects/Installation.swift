// SPDX-License-Identifier: Apache-2.0

/// How a chart is installed with Helm.
package struct Installation: Hashable, Sendable {
  /// The name that the chart's repository is added under.
  package var repository: String
  package var url: String
  /// The release's usual name.
  package var release: String
  /// The dotted paths of values that every installation sets.
  package var values: [Value: String]

  /// The chart as Helm finds it, once its repository is added: `repository/chart`.
  package func reference(to chart: String) -> String { "\(repository)/\(chart)" }

  /// What a value of an installation is about.
  package enum Value: String, Hashable, Sendable, CaseIterable {
    case clusterName
    /// The name of the Secret that holds the API key.
    case apiKeySecret
    /// The one namespace that the agent watches.
    case watchNamespace
    /// The namespace of the chart's objects, in charts that do not take the release's.
    case namespace
    /// Whether the chart makes the namespace.
    case createNamespace
  }
}
