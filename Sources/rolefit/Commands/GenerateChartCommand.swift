// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Generating
import Host
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

  func run() throws {
    let chart = try source.source().chart()
    var differences = ""
    for file in chart.files {
      let target = OutputFile(path: Paths.join(outputDir, file.path))
      if check {
        differences += try target.difference(to: file.text) ?? ""
      } else {
        try target.writeMakingFolders(file.text)
      }
    }
    try TextDelivery.stop(onDifferences: differences)
  }
}
