// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import UseCases

/// Writes the start of a catalog.
struct CatalogInitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Start a catalog: from the rules of an agent's roles, one action a rule",
    discussion: """
      Example:
        rolefit catalog init --from examples/clusterrole.yaml \\
          --output-file my-agent.yaml
        rolefit catalog init --from charts/k8s-watcher \\
          --set watcher.actions.basic=true
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
    let outside = Outside.commandLine
    let options = try Options(chartValues, configuration: nil, in: outside) {
      $0.add(.values, values)
      $0.add(.namespace, namespace)
    }
    try delivery.deliver(
      StartCatalog(options, from: from, chart: chartValues.arguments, outside).run(),
      of: "catalog init", isBegun: true)
  }
}
