// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import UseCases

/// Writes the bindings of the roles of a set of actions.
struct GenerateBindingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "binding",
    abstract: "Write the bindings that give the roles of a set to the agent's account",
    discussion: """
      A ClusterRoleBinding for each ClusterRole, and a RoleBinding for each Role, that `generate \
      clusterrole` and `generate role` write with the same options. Without actions: one for the \
      ClusterRole, or one in each namespace of --watch-namespace.

      Example:
        rolefit generate binding --actions basic --watch-namespace shop \\
          --service-account komodor:k8s-watcher
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
    let request = try GenerateRequest(options, roles.arguments(needsSet: false), outside)
    try delivery.deliver(
      output.text(of: GenerateRoles(request).bindings()),
      of: output.marks("generate binding"))
  }
}
