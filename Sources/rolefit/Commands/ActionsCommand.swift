// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import Host
import Reports

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
    let settings = try Settings(config: versions.config)
    let catalog = try versions.readCatalog(settings)
    let resolved = try versions.resolve(settings, catalog: catalog)
    let listing = CatalogListing(
      catalog,
      dialect: catalog.dialects.isEmpty ? nil : try versions.dialect(dialect, settings, catalog),
      context: NeedContext(kubernetes: resolved.kubernetes, agentVersion: resolved.agent))
    switch output {
    case .table: Console.writeOutput(listing.table)
    case .json: Console.writeOutput(listing.json)
    case .yaml: Console.writeOutput(listing.yaml)
    case .markdown: Console.writeOutput(listing.markdown)
    }
  }
}
