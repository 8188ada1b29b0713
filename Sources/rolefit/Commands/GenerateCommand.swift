// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Writes what an installation needs.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write the ClusterRole or the Helm values of a set of actions",
    discussion: """
      Example:
        rolefit generate clusterrole --actions basic --output-file clusterrole.yaml
      """,
    subcommands: [GenerateClusterRoleCommand.self, GenerateValuesCommand.self])
}
