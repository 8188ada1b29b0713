// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import UseCases

/// Writes the Roles of a set of actions.
struct GenerateRoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "role",
    abstract: "Write the Roles of a set of actions, for an agent confined to namespaces",
    discussion: """
      One for each namespace of --watch-namespace, and one for the agent's own namespace where \
      something is needed there. What needs the whole cluster is named on stderr; `generate \
      clusterrole` with the same options writes it.

      Example:
        rolefit generate role --actions basic --watch-namespace shop \\
          --watch-namespace till
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var roles: RoleOptions
  @OptionGroup var delivery: DeliveryOptions

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("yaml or json", valueName: "format"))
  var output: DataFormat = .yaml

  func run() throws {
    let outside = Outside.commandLine
    let options = try Options(
      selection, roles, configuration: selection.versions, in: outside)
    let request = try GenerateRequest(options, roles.arguments(), outside)
    try delivery.deliver(
      output.text(of: GenerateRoles(request).roles()),
      of: output.marks("generate role"))
  }
}
