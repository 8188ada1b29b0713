// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Generating
import UseCases

/// Writes a whole chart from a catalog.
struct GenerateChartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chart",
    abstract: "Write a Helm chart with a switch for every action",
    discussion: """
      The chart takes the values of --dialect, and each action has a switch of its own besides.

      Example:
        rolefit generate chart --output-dir charts/k8s-watcher
      """)

  @OptionGroup var source: ChartSourceOptions

  @Option(help: ArgumentHelp("The chart's folder", valueName: "dir"))
  var outputDir: String

  @Flag(help: "Write nothing; exit 1 with a diff when a file would change")
  var check = false

  @Flag(help: "Overwrite files that rolefit did not write")
  var force = false

  func run() throws {
    let chart = try source.source().chart()
    let files = GeneratedFiles(in: outputDir, chart.files.map { ($0.path, $0.text) })
    guard check else { return try files.write(index: "Chart.yaml", isForced: force) }
    try TextDelivery.stop(onDifferences: files.differences())
  }
}
