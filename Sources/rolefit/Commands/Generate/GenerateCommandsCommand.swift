// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Generating
import UseCases

/// Writes the Helm commands that install the agent with a set of actions, or change the set.
struct GenerateCommandsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commands",
    abstract: "Write the Helm commands that switch a set of actions on or off",
    discussion: """
      'upgrade' switches the set on in a release that is installed, and everything else off; \
      'revoke' switches the set off and leaves the rest alone. Both stay at the installed chart's \
      version.

      Example:
        rolefit generate commands --for revoke --actions delete:pod \\
          --installed 1.18.17
      """)

  @Option(name: .customLong("for"), help: "What the commands are to do")
  var purpose: HelmCommands.Purpose

  @Option(help: ArgumentHelp("The chart's version that is installed", valueName: "version"))
  var installed: String?

  @Option(help: ArgumentHelp("The release's name (default: the usual one)", valueName: "name"))
  var release: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The agent's namespace", valueName: "namespace"))
  var namespace: String?

  @Option(
    help: ArgumentHelp("What the cluster is called in the agent's reports", valueName: "name"))
  var clusterName: String?

  @Option(
    help: ArgumentHelp(
      "The Secret that holds the agent's API key (the key itself is never given)",
      valueName: "name"))
  var apiKeySecret: String?

  @Flag(help: "Write the line that the agent's documentation has")
  var asDocumented = false

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var delivery: DeliveryOptions

  func run() throws {
    let outside = Outside.commandLine
    let options = try Options(
      selection, configuration: selection.versions, in: outside
    ) { $0.add(.namespace, namespace) }
    let commands = GenerateCommands(
      try GenerateRequest(options, GenerateArguments(), outside),
      CommandArguments(
        purpose: purpose, installed: installed, release: release, clusterName: clusterName,
        apiKeySecret: apiKeySecret, isAsDocumented: asDocumented))
    try delivery.deliver(commands.run(), of: "generate commands")
  }
}

extension HelmCommands.Purpose: ExpressibleByArgument {}
