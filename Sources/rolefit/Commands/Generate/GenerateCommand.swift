// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Writes what an installation needs.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write roles, values, manifests, Helm commands or a chart for a set of actions",
    discussion: """
      Example:
        rolefit generate clusterrole --actions basic --output-file role.yaml
        rolefit generate manifests --actions basic --cluster-name prod \\
          --output-dir deploy
      """,
    subcommands: [
      GenerateManifestsCommand.self,
      GenerateCommandsCommand.self,
      GenerateClusterRoleCommand.self,
      GenerateRoleCommand.self,
      GenerateBindingCommand.self,
      GenerateValuesCommand.self,
      GenerateChartCommand.self,
      GenerateTemplateCommand.self,
      GenerateValuesSchemaCommand.self,
    ])
}
