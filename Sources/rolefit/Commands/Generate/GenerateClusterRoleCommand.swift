// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import UseCases

/// Writes the ClusterRole of a set of actions.
struct GenerateClusterRoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clusterrole",
    abstract: "Write the ClusterRole of a set of actions",
    discussion: """
      For an agent that is confined with --watch-namespace it holds only what needs the whole \
      cluster; `generate role` writes the rest.

      Example:
        rolefit generate clusterrole --actions scale:deployment,delete:pod \\
          | kubectl apply -f -
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
      output.text(of: GenerateRoles(request).clusterRoles()),
      of: output.marks("generate clusterrole"))
  }
}
