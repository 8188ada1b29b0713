// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Host
import Reports
import UseCases

/// Explains the API server's refusals.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain the API server's refusals in an error message or a log",
    discussion: """
      Example:
        kubectl logs deploy/k8s-watcher | rolefit explain - \\
          -f examples/clusterrole.yaml

      It takes what the API server said, as an argument or in a log; -f, --chart and --live say \
      which grants it is held against.
      """)

  @Argument(help: "The error's text, or - to read a log from standard input (default)")
  var text: String = "-"

  @OptionGroup var manifests: ManifestOptions
  @OptionGroup var versions: VersionOptions
  @OptionGroup var world: WorldOptions

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("text or json", valueName: "format"))
  var output: AnswerFormat = .text

  func run() throws {
    let outside = Outside.commandLine
    let options = try Options(
      manifests, versions, world, configuration: versions, in: outside
    ) { $0.add(.namespace, manifests.namespace) }
    let explanations = try Explain(
      options, text: text, files: manifests.filenames,
      chart: manifests.chartValues.arguments, outside
    ).run()
    let report = DenialReport(explanations)
    try Console.writeOutput(output == .json ? report.json : report.text(.ofOutput))
  }
}
