// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import Diagnostics
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
        rolefit actions --access privileged,destructive --for pods
        rolefit actions -o json
        rolefit actions --agent-version 0.1.108

      COMES TO is what the action's rules can be made into by whoever has them in one namespace, \
      as `rolefit reach` finds it; json, yaml and markdown say it in words. With --agent-version \
      those are listed that this version has.
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

  @Option(
    help: ArgumentHelp(
      "List those of a level: read, operate, write, destructive or privileged",
      valueName: "levels"))
  var access: [String] = []

  @Option(
    help: ArgumentHelp(
      "List those that came with this agent version or later", valueName: "version"))
  var since: String?

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "List those whose rules are about a resource: TYPE[.GROUP][/SUBRESOURCE]",
      valueName: "resources"))
  var resources: [String] = []

  func run() throws {
    let outside = Outside.commandLine
    let options = try Options(
      versions, configuration: versions, in: outside
    ) { $0.add(.dialect, dialect) }
    let facts = try ListActions(options, outside).run(
      ListActions.Filter(levels: levels(), since: firstVersion(), resources: resources))
    let listing = CatalogListing(
      facts.catalog, actions: facts.actions, capabilities: facts.capabilities, risks: facts.risks,
      dialect: facts.dialect, context: facts.context)
    switch output {
    case .table: try Console.writeOutput(listing.table(.ofOutput))
    case .json: try Console.writeOutput(listing.json)
    case .yaml: try Console.writeOutput(listing.yaml)
    case .markdown: try Console.writeOutput(listing.markdown)
    }
  }

  private func levels() throws(Failure) -> [AccessLevel] {
    var levels: [AccessLevel] = []
    for word in access.flatMap({ $0.split(separator: ",").map(String.init) }) {
      guard let level = AccessLevel(rawValue: word) else {
        let all = AccessLevel.allCases.map(\.rawValue).joined(separator: ", ")
        throw .usage("'\(word)' is no access level", remedy: "name one of \(all)")
      }
      levels.append(level)
    }
    return levels
  }

  private func firstVersion() throws(Failure) -> AgentVersion? {
    guard let since else { return nil }
    guard let version = AgentVersion(since) else {
      throw .usage("'\(since)' is no agent version", remedy: "write it like 0.1.104")
    }
    return version
  }
}
