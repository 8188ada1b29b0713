// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import UseCases

/// Writes the Helm values that switch a set of actions on.
struct GenerateValuesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "values",
    abstract: "Write the Helm values that switch a set of actions on",
    discussion: """
      Example:
        rolefit generate values --actions scale:deployment,delete:pod \\
          --dialect k8s-watcher@0.11.20
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var delivery: DeliveryOptions

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("yaml or json", valueName: "format"))
  var output: DataFormat = .yaml

  func run() throws {
    let outside = Outside.commandLine
    let options = try Options(
      selection, configuration: selection.versions, in: outside)
    try delivery.deliver(
      output.text(of: GenerateValues(GenerateRequest(options, GenerateArguments(), outside)).run()),
      of: output.marks("generate values"))
  }
}
