// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import Diagnostics
import Host
import Manifests
import YAMLSyntax

/// Writes a whole chart from a catalog.
struct GenerateChartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chart",
    abstract: "Write a Helm chart with a switch for every action",
    discussion: """
      The chart takes the values of --dialect, and each action has a switch of its own besides.

      Example:
        rolefit generate chart --output-dir charts/k8s-watcher
      """)

  @OptionGroup var source: ChartSourceOptions

  @Option(help: ArgumentHelp("The chart's folder", valueName: "dir"))
  var outputDir: String

  @Flag(help: "Write nothing; exit 1 with a diff when a file would change")
  var check = false

  func run() throws {
    let source = try source.read()
    guard let version = ChartVersion(source.catalog.version) else {
      throw Failure.unjudged(
        "catalog-bad-version",
        "'\(source.catalog.version)' is no version that a chart can have",
        at: .startOf(file: source.text.name), remedy: "write it like 1.0.0")
    }
    let chart = ChartFolder(
      of: source.catalog, source: source.text, like: source.dialect, version: version,
      context: source.context, origin: source.origin)
    var differences = ""
    for file in chart.files {
      let target = OutputFile(path: Paths.join(outputDir, file.path))
      if check {
        differences += try target.difference(to: file.text) ?? ""
      } else {
        do {
          try Files.makeFolder(Paths.parent(of: target.path))
        } catch {
          throw Failure.unreadable(error)
        }
        try target.write(file.text)
      }
    }
    guard differences.isEmpty else {
      Console.writeOutput(differences)
      throw Exit.findings
    }
  }
}
