// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Generating
import KubernetesAPI
import Manifests
import Reports
import Tools

/// Starts a catalog from the rules of an agent's roles.
package struct StartCatalog: Sendable {
  private let options: Options
  private let outside: Outside
  private let from: String?
  private let chart: ChartArguments

  /// - Parameter from: manifests (a file, a folder or `-`) or a chart; an example where `nil`.
  package init(
    _ options: Options, from: String?, chart: ChartArguments = ChartArguments(), _ outside: Outside
  ) {
    self.options = options
    self.from = from
    self.chart = chart
    self.outside = outside
  }

  /// The catalog's text.
  package func run() throws(Failure) -> String {
    guard let from else { return CatalogStarter.example.text }
    let namespace = try options.get(.namespace)
    var sources = ManifestSources(files: [from], namespace: namespace)
    if from.hasPrefix("oci://") || Chart.isChart(from) {
      sources.files = []
      sources.installation = try options.installation(
        of: from, version: options.get(.chartVersion), chart, namespace: namespace,
        valuesFiles: options.list(.values))
    } else if options.commandLineNames(.values, .set) || !chart.texts.isEmpty {
      throw .usage("--values and --set are for a chart, and '\(from)' is none")
    }
    let set = try ManifestLoader(outside).read(
      sources, kubernetesMinor: APITable.newest.minor)
    if set.hasErrors { throw .unjudged(set.diagnostics) }
    if !set.unread.isEmpty { throw .unread(set.unread) }
    outside.show(set.diagnostics)
    guard let starter = CatalogStarter(set) else {
      throw .unjudged(
        "too-many-combinations",
        "the rules mean more than \(CatalogStarter.mostRequests) requests: no list of actions")
    }
    return starter.text
  }
}
