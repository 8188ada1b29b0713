// SPDX-License-Identifier: Apache-2.0

import Analysis
import ArgumentParser
import Diagnostics
import Host
import Reports
import UseCases
import YAMLSyntax

/// Says what audit logs show of an agent.
struct UsageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "usage",
    abstract: "Say from audit logs what an agent used, was refused, and never used",
    discussion: """
      Logs are events of audit.k8s.io, one a line or in lists, also as CloudWatch (EKS), Cloud \
      Logging (GKE) and Azure export them, packed with gzip or not.

      Example:
        rolefit usage examples/audit.jsonl
        rolefit usage examples/audit.jsonl --role examples/bound.yaml -o json
        rolefit usage examples/audit.jsonl --suggest-actions
        rolefit usage --partial examples/audit.jsonl | rolefit usage --merge -

      Exit codes: 0 read; 2 a log could not be read to its end, or has more damaged lines than \
      --max-damaged.
      """, aliases: ["audit"])

  @Argument(help: "Audit logs, or - for standard input")
  var logs: [String] = []

  @Option(
    help: ArgumentHelp(
      "The account; by default the agent's, or the only user of the log",
      valueName: "namespace:name"))
  var serviceAccount: String?

  @Option(
    name: .customLong("as"), help: ArgumentHelp("A user instead of an account", valueName: "user"))
  var user: String?

  @Option(
    help: ArgumentHelp(
      "Leave out what is older: a time, or a span before the newest event such as 24h",
      valueName: "time"))
  var since: String?

  @Option(help: ArgumentHelp("Leave out what is newer", valueName: "time"))
  var until: String?

  @Option(
    help: ArgumentHelp(
      "Exit 2 where more records than this cannot be read (default: no limit)",
      valueName: "number"))
  var maxDamaged: Int?

  @Option(
    help: ArgumentHelp(
      "exact (default): rules name the objects that were seen; any: none", valueName: "names"))
  var names: Usage.Names = .exact

  @Flag(help: "List the requests one by one")
  var timeline = false

  @Flag(help: "Print the Helm values that switch on the smallest set of actions, and no more")
  var suggestActions = false

  @Flag(help: "Print what the logs add up to, as one line of JSON that --merge takes")
  var partial = false

  @Flag(help: "The logs are what --partial printed: join them")
  var merge = false

  @Option(
    name: .customLong("role"),
    help: ArgumentHelp(
      "Manifests that say what is granted: say what of it is not used; the same as -f",
      valueName: "file"))
  var roles: [String] = []

  @OptionGroup var manifests: ManifestOptions
  @OptionGroup var versions: VersionOptions
  @OptionGroup var world: WorldOptions

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "text, json, markdown, csv or html; =path writes a file", valueName: "format[=path]"))
  var output = AnswerDestination(UsageFormat.text)

  @Option(help: ArgumentHelp("Write what is printed to this file", valueName: "file"))
  var outputFile: String?

  func run() throws {
    Interruption.takeNote()
    let outside = Outside.commandLine
    let options = try Options(manifests, versions, world, configuration: versions, in: outside) {
      $0.add(.serviceAccount, serviceAccount)
      $0.add(.namespace, manifests.namespace)
    }
    if partial, timeline || suggestActions {
      throw Failure.usage("--partial prints no report: leave --timeline and --suggest-actions out")
    }
    let ask = UsageAsk(
      try UsageRequest(
        options,
        UsageRequest.Arguments(
          logs: logs, merges: merge, user: user, since: since, until: until,
          maxDamaged: maxDamaged, names: names, wantsTimeline: timeline,
          manifests: manifests.filenames + roles),
        chart: manifests.chartValues.arguments, outside))
    if partial {
      let part = try ask.partial()
      try output.or(outputFile).deliver(JSONEmitter.text(part.document, pretty: false) + "\n")
      return try Exit.finish(part.exits)
    }
    let result = try ask.run(suggests: suggestActions)
    let output = try output.or(outputFile)
    try output.deliver(text(result, output))
    try Exit.finish(result.exits)
  }

  private func text(
    _ result: UsageAsk.Result, _ output: AnswerDestination<UsageFormat>
  ) -> String {
    if let suggestion = result.suggestion {
      return UsageSuggestionText(
        actions: suggestion.actions, capabilities: suggestion.capabilities,
        values: suggestion.values
      ).text
    }
    return output.format.text(
      UsageReport(result.usage, timeline: result.timeline), style: output.style)
  }
}

/// How usage is shown.
enum UsageFormat: String, CaseIterable, Sendable {
  case text, json, markdown, csv, html

  func text(_ report: UsageReport, style: TextStyle) -> String {
    switch self {
    case .text: UsageText(report, style: style).text
    case .json: UsageJSON(report).text
    case .markdown: UsageMarkdown(report).text
    case .csv: UsageCSV(report).text
    case .html: UsageHTML(report).text
    }
  }
}

extension Usage.Names: ExpressibleByArgument {}
