// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import UseCases

extension OwnUse: ExpressibleByArgument {}

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
        rolefit generate role --for rolefit-live \\
          --service-account komodor:k8s-watcher

      With --for it is the role of whoever runs rolefit on a cluster: of its commands with --live, \
      of `prove`, of `report`, or of all of them.
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var roles: RoleOptions
  @OptionGroup var delivery: DeliveryOptions

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "Write the roles of whoever runs rolefit's own commands: rolefit, rolefit-live, "
        + "rolefit-prove or rolefit-report",
      valueName: "program"))
  var use: OwnUse?

  @Flag(help: "With --for: allow --read-release, which shows all Secrets of the agent's namespace")
  var readRelease = false

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("yaml or json", valueName: "format"))
  var output: DataFormat = .yaml

  func run() throws {
    let outside = Outside.commandLine
    let options = try Options(
      selection, roles, configuration: selection.versions, in: outside)
    if let use {
      let own = try GenerateOwnRoles(
        options, for: use, readsRelease: readRelease, name: roles.name, outside)
      return try delivery.deliver(output.text(of: own.roles), of: output.marks("generate role"))
    }
    let request = try GenerateRequest(options, roles.arguments(), outside)
    try delivery.deliver(
      output.text(of: GenerateRoles(request).roles()),
      of: output.marks("generate role"))
  }
}
