// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import UseCases

/// Writes the switches of somebody's own chart into its values.schema.json.
struct GenerateValuesSchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "values-schema",
    abstract: "Write your chart's switches into your own values.schema.json",
    discussion: """
      A mapping of which the catalog's dialect knows every key is closed: unknown switches are \
      refused there. Everything else in the file stays as it is.

      Example:
        rolefit generate values-schema \\
          --catalog docs/catalogs/external-secrets.yaml \\
          --into examples/chart/values.schema.json
      """)

  @OptionGroup var source: ChartSourceOptions

  @Option(help: ArgumentHelp("The schema that is written into", valueName: "file"))
  var into: String

  @Flag(help: "Write nothing; exit 1 with a diff when the file would change")
  var check = false

  func run() throws {
    try TextDelivery.deliver(source.source().schema(into), isCheck: check)
  }
}
