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

  enum Format: String, CaseIterable, Sendable {
    case markdown, json, html

    /// What files of the format are called after their dot.
    fileprivate var ending: String { self == .markdown ? "md" : rawValue }
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

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "markdown, json or html; =path writes it to a file", valueName: "format[=path]"))
  var output = AnswerDestination(Format.markdown)

  @Option(
    help: ArgumentHelp("Write a file for each cluster into this folder", valueName: "folder"))
  var outputDir: String?

  @Flag(help: "Put the day into the files' names")
  var dated = false

  func validate() throws {
    if dated, outputDir == nil {
      throw ValidationError("--dated names files: give --output-dir")
    }
    if outputDir != nil, output.path != nil {
      throw ValidationError("--output-dir names the files itself: leave the =path out")
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
      return try output.deliver(together(pages))
    }
    try OutputFile.write(
      pages.map { page in
        let name = page.name.isEmpty ? "cluster" : Self.fileName(page.name)
        let file = "rolefit-\(name)\(dated ? "-\(day)" : "").\(output.format.ending)"
        return OutputFile(file, in: outputDir).change(to: text(of: page.report))
      })
  }

  /// All clusters in one text.
  private func together(_ pages: [(name: String, report: ClusterReport)]) -> String {
    switch output.format {
    case .markdown: return page(of: pages)
    case .html: return ClusterReportHTML(pages.map(\.report)).text
    case .json where live.contexts.isEmpty:
      return pages.map { text(of: $0.report) }.joined(separator: "\n")
    case .json:
      return JSONEmitter.document(
        .object([
          ("schemaVersion", .integer(1)),
          ("clusters", .sequence(pages.map(\.report.json))),
        ]))
    }
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
    switch output.format {
    case .markdown: report.markdown
    case .json: JSONEmitter.document(report.json)
    case .html: ClusterReportHTML([report]).text
    }
  }

  /// A context's name as a file can have it: such names hold slashes and colons.
  private static func fileName(_ context: String) -> String {
    String(context.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" })
  }
}
