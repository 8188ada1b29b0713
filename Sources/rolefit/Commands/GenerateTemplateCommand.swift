// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import Host
import Manifests
import YAMLSyntax

/// Writes the rules of somebody's own chart into its template.
struct GenerateTemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Write the rules of your chart's switches into your own template",
    discussion: """
      The field `rules` of a role goes between the two comments
        \(MarkedBlock.example.split(separator: "\n").joined(separator: "\n        "))
      of the file; every other byte of it stays. The catalog's dialect says which value switches
      which actions on.

      Example:
        rolefit generate template --catalog rolefit.yaml --into templates/clusterrole.yaml
      """)

  @OptionGroup var source: ChartSourceOptions

  @Option(help: ArgumentHelp("The template that is written into", valueName: "file"))
  var into: String

  @Flag(help: "Write nothing; exit 1 with a diff when the file would change")
  var check = false

  func run() throws {
    let source = try source.read()
    let template = RulesTemplate(
      catalog: source.catalog, dialect: try source.requiredDialect(), context: source.context)
    let (block, problems) = MarkedBlock.find(in: try SourceText(file: into))
    guard let block else { throw Failure.unjudged(problems) }
    try InPlaceDelivery(path: into, check: check).deliver(block.filled(with: template.field))
  }
}

/// A file of somebody's own of which a part is rewritten.
struct InPlaceDelivery {
  var path: String
  var check: Bool

  func deliver(_ bytes: [UInt8]) throws {
    guard check else {
      do { try Files.writeWhole(bytes, to: path) } catch { throw Failure.unreadable(error) }
      return
    }
    let file = OutputFile(path: path)
    guard try file.content() != bytes else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    Console.writeOutput(
      try file.difference(to: text) ?? "\(path) differs in bytes that are no text\n")
    throw Exit.findings
  }
}
