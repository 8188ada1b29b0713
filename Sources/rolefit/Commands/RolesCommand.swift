// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Host
import Reports
import UseCases

/// Lists roles with what they come to.
struct RolesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roles",
    abstract: "List roles: their rules in normal form, where they are bound, and their risk",
    discussion: """
      Example:
        rolefit roles examples/reach.yaml
        rolefit roles --chart charts/k8s-watcher -o markdown

      The risk is what whoever has the role can come to where it is bound, as `rolefit reach` \
      finds it; a role that nothing binds is judged as if it were bound. What is worst stands \
      first.

      Exit codes: 0 judged, 2 something could not be read.
      """)

  @Argument(help: "Manifest files, folders, or - for standard input")
  var files: [String] = []

  @OptionGroup var manifests: ManifestOptions
  @OptionGroup var versions: VersionOptions
  @OptionGroup var world: WorldOptions

  @Flag(help: "List the default roles of a cluster too")
  var defaults = false

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("text, json or markdown", valueName: "format"))
  var output: Format = .text

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, markdown
  }

  func run() throws {
    let outside = Outside.commandLine
    let options = try Options(manifests, versions, world, configuration: versions, in: outside) {
      $0.add(.namespace, manifests.namespace)
    }
    let report = RolesReport(
      try ListRoles(
        options, files: files + manifests.filenames, chart: manifests.chartValues.arguments,
        outside
      ).run(withDefaults: defaults))
    let text =
      switch output {
      case .text: report.text(.ofOutput)
      case .json: report.json
      case .markdown: report.markdown
      }
    try Console.writeOutput(text)
  }
}
