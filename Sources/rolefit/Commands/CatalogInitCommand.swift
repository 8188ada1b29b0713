// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Host
import KubernetesAPI
import Manifests
import Reports

/// Writes the start of a catalog.
struct CatalogInitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Start a catalog: from the rules of an agent's roles, one action a rule",
    discussion: """
      Example:
        rolefit catalog init --from clusterrole.yaml --output-file my-agent.yaml
        rolefit catalog init --from ./my-chart --set features.all=true
      """)

  @Option(
    help: ArgumentHelp(
      "Manifests (a file, a folder or -) or a chart to take the rules from; without it, an example",
      valueName: "role|chart|-"))
  var from: String?

  @Option(help: ArgumentHelp("A values file for the chart", valueName: "file"))
  var values: [String] = []

  @OptionGroup var chartValues: ChartValueOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The agent's namespace", valueName: "namespace"))
  var namespace: String?

  @OptionGroup var delivery: DeliveryOptions

  func run() throws {
    guard let from else {
      try delivery.deliver(CatalogStarter.example.text)
      return
    }
    var sources = ManifestSources(files: [from], namespace: namespace)
    if from.hasPrefix("oci://") || ChartFiles.isChart(from) {
      sources.files = []
      sources.chart = from
      sources.chartValuesFiles = values
      sources.chartSettings = chartValues.settings
      sources.chartRelease = chartValues.release
    } else if !values.isEmpty || !chartValues.isEmpty {
      throw Failure.usage("--values and --set are for a chart, and '\(from)' is none")
    }
    let set = try sources.read(kubernetesMinor: APITable.newest.minor)
    if set.hasErrors { throw Failure.unjudged(set.diagnostics) }
    Console.tell(set.diagnostics)
    guard let starter = CatalogStarter(set) else {
      throw Failure.unjudged(
        "too-many-combinations",
        "the rules mean more than \(CatalogStarter.mostRequests) requests: no list of actions")
    }
    try delivery.deliver(starter.text)
  }
}
