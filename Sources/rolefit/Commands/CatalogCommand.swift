// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import Diagnostics
import Host
import Reports
import UseCases
import YAMLSyntax

/// Works on catalogs of the user's own.
struct CatalogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog",
    abstract: "Start, widen and check a catalog of your own",
    discussion: """
      Example:
        rolefit catalog init --from examples/clusterrole.yaml \\
          --output-file my-agent.yaml
        rolefit catalog validate my-agent.yaml
      """,
    subcommands: [CatalogInitCommand.self, CatalogLearnCommand.self, CatalogValidateCommand.self])
}

/// Checks a catalog against the format and the API tables.
struct CatalogValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check a catalog: its form, and that every request is one that Kubernetes serves",
    discussion: """
      Example:
        rolefit catalog validate docs/catalogs/external-secrets.yaml
      """)

  @Argument(help: "The catalog, or - for standard input")
  var file: String

  func run() throws {
    let outside = Outside.commandLine
    let (catalog, diagnostics) = Catalog.read(try outside.text(file))
    outside.show(diagnostics)
    guard let catalog else { throw Exit.unjudged }
    let line: ShownText = """
      \(catalog.agent.name)@\(catalog.version): \(catalog.actions.count.counted("action")), \
      \(catalog.capabilities.count.counted("capability", "capabilities"))

      """
    try Console.writeOutput(line.string)
  }
}
