// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Host
import Reports
import UseCases

/// Lists the catalog.
struct ActionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "actions",
    abstract: "List what the agent can do, and the rules each action needs",
    discussion: """
      Example:
        rolefit actions -o json
      """)

  /// How the catalog is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, yaml, markdown
  }

  @OptionGroup var versions: VersionOptions

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("table, json, yaml or markdown", valueName: "format"))
  var output: Format = .table

  @Option(
    help: ArgumentHelp(
      "The chart whose switches are shown, such as komodor-agent", valueName: "name[@version]"))
  var dialect: String?

  func run() throws {
    let outside = Outside.commandLine
    let options = try Options(
      versions, configuration: versions, in: outside
    ) { $0.add(.dialect, dialect) }
    let facts = try ListActions(options, outside).run()
    let listing = CatalogListing(facts.catalog, dialect: facts.dialect, context: facts.context)
    switch output {
    case .table: try Console.writeOutput(listing.table)
    case .json: try Console.writeOutput(listing.json)
    case .yaml: try Console.writeOutput(listing.yaml)
    case .markdown: try Console.writeOutput(listing.markdown)
    }
  }
}
