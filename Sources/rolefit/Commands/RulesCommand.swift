// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import Host
import Manifests
import RBAC
import Reports
import YAMLSyntax

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
    let settings = try Settings(config: selection.versions.config)
    let selected = try selection.resolve(settings, agentNamespace: nil)
    selected.report()
    try selected.requireDetermined()
    let explained = ExplainedRules(rules: selected.rules, needs: selected.needs)
    switch output {
    case .yaml: Console.writeOutput(why ? explained.yamlWithReasons : explained.yaml)
    case .json: Console.writeOutput(explained.json(withReasons: why))
    }
  }
}
