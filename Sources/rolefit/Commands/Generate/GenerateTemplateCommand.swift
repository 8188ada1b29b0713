// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Generating
import UseCases

/// Writes the rules of somebody's own chart into its template.
struct GenerateTemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Write the rules of your chart's switches into your own template",
    discussion: """
      The field `rules` of a role goes between the two comments
        \(MarkedBlock.example.split(separator: "\n").joined(separator: "\n        "))
      of the file; every other byte of it stays. The catalog's dialect says which value switches \
      which actions on.

      Example:
        rolefit generate template --catalog docs/catalogs/external-secrets.yaml \\
          --into examples/chart/templates/clusterrole.yaml
      """)

  @OptionGroup var source: ChartSourceOptions

  @Option(help: ArgumentHelp("The template that is written into", valueName: "file"))
  var into: String

  @Flag(help: "Write nothing; exit 1 with a diff when the file would change")
  var check = false

  func run() throws {
    try TextDelivery.deliver(source.source().template(into), isCheck: check)
  }
}
