// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import Host
import Reports
import UseCases

/// Prints the rules that a set of actions needs.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Print the minimal RBAC rules of a set of actions",
    discussion: """
      Example:
        rolefit rules --actions scale:deployment,delete:pod --why
      """)

  @OptionGroup var selection: SelectionOptions

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("yaml or json", valueName: "format"))
  var output: DataFormat = .yaml

  @Flag(help: "Say for every rule which action sends which request")
  var why = false

  func run() throws {
    let outside = Outside.commandLine
    let options = try Options(
      selection, configuration: selection.versions, in: outside)
    let selected = try GenerateRules(GenerateRequest(options, GenerateArguments(), outside)).run()
    let explained = ExplainedRules(selected.needs)
    switch output {
    case .yaml: try Console.writeOutput(why ? explained.yamlWithReasons : explained.yaml)
    case .json: try Console.writeOutput(explained.json(withReasons: why))
    }
  }
}
