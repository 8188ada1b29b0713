// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Host
import Linting
import Reports
import UseCases
import YAMLSyntax

/// Writes a page on a cluster for a compliance review.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a page on what the agent can and cannot do in a cluster, with evidence",
    discussion: """
      Example:
        rolefit report --live > review.md
        rolefit report --contexts 'prod-*' --output-dir reviews --dated
        rolefit report --live --usage examples/audit.jsonl

      Exit codes: 0 once every page is written, 2 where a cluster could not be judged.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case markdown, json
  }

  @OptionGroup var cluster: ClusterOptions
  @OptionGroup var live: LiveOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var world: WorldOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The agent's namespace", valueName: "namespace"))
  var namespace: String?

  @Option(
    help: ArgumentHelp("The agent's account, if it is not found", valueName: "namespace:name"))
  var serviceAccount: String?

  @Option(
    help: ArgumentHelp(
      "Audit logs of the cluster: say of each action whether they show it", valueName: "file"))
  var usage: [String] = []

  @Option(name: [.customShort("o"), .customLong("output")], help: "markdown (default) or json")
  var output: Format = .markdown

  @Option(
    help: ArgumentHelp("Write a file for each cluster into this folder", valueName: "folder"))
  var outputDir: String?

  @Flag(help: "Put the day into the files' names")
  var dated = false

  func validate() throws {
    if dated, outputDir == nil {
      throw ValidationError("--dated names files: give --output-dir")
    }
  }

  func run() throws {
    let outside = Outside.commandLine
    let options = try Options(
      cluster, selection, world, configuration: selection.versions, in: outside
    ) {
      $0.add(.serviceAccount, serviceAccount)
      $0.add(.namespace, namespace)
    }
    let outcomes = try Report(
      options, matching: live.contexts, readsRelease: live.readRelease, logs: usage, outside
    ).run()
    var exits: [Exit] = []
    var pages: [(name: String, report: ClusterReport)] = []
    for outcome in outcomes {
      switch outcome.facts {
      case .failure(let failure): exits.append(failure.exit)
      case .success(let facts):
        pages.append(
          (
            outcome.context,
            ClusterReport(
              facts.verification, possible: facts.possible, escalations: facts.escalations,
              usage: facts.usage)
          ))
      }
    }
    try deliver(pages, day: CalendarDay(secondsSince1970: outside.secondsSince1970()))
    try Exit.finish(exits)
  }

  private func deliver(
    _ pages: [(name: String, report: ClusterReport)], day: CalendarDay
  ) throws {
    guard let outputDir else {
      if output == .json, !live.contexts.isEmpty {
        try Console.writeOutput(
          JSONEmitter.document(
            .object([
              ("schemaVersion", .integer(1)),
              ("clusters", .sequence(pages.map(\.report.json))),
            ])))
      } else {
        try Console.writeOutput(output == .json ? texts(pages) : page(of: pages))
      }
      return
    }
    try OutputFile.write(
      pages.map { page in
        let name = page.name.isEmpty ? "cluster" : Self.fileName(page.name)
        let ending = output == .json ? "json" : "md"
        let file = "rolefit-\(name)\(dated ? "-\(day)" : "").\(ending)"
        return OutputFile(file, in: outputDir).change(to: text(of: page.report))
      })
  }

  private func texts(_ pages: [(name: String, report: ClusterReport)]) -> String {
    pages.map { text(of: $0.report) }.joined(separator: "\n")
  }

  /// All clusters on one page.
  private func page(of pages: [(name: String, report: ClusterReport)]) -> String {
    var whole = MarkdownPage()
    for (place, page) in pages.enumerated() {
      if place > 0 { whole.add(section: MarkdownPage("\n")) }
      whole.add(section: page.report.page)
    }
    return whole.text()
  }

  private func text(of report: ClusterReport) -> String {
    output == .json ? JSONEmitter.document(report.json) : report.markdown
  }

  /// A context's name as a file can have it: such names hold slashes and colons.
  private static func fileName(_ context: String) -> String {
    String(context.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" })
  }
}
