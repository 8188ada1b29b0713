// SPDX-License-Identifier: Apache-2.0

import Analysis
import ArgumentParser
import Catalog
import Diagnostics
import Host
import KubernetesAPI
import Reports
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
    let settings = try Settings(config: selection.versions.config)
    var kubectl = try cluster.kubectl(settings)
    var contexts = [kubectl.context ?? ""]
    if !live.contexts.isEmpty {
      kubectl.context = nil
      contexts = try ClusterContexts.matching(live.contexts, kubectl)
    } else if !cluster.isLive(settings) {
      throw Failure.usage(
        "there is no cluster to report on", remedy: "give --live, --context or --contexts")
    }
    let verifier = LiveVerifier(
      settings: settings, selection: selection, world: world,
      account: try settings.account(serviceAccount),
      namespace: namespace ?? settings.value("namespace"), readsRelease: live.readRelease)
    let base = kubectl
    let results = ClusterContexts.map(contexts, kubectl) { own in
      var own = own
      if own.context == "" { own.context = base.context }
      return Swift.Result { () throws(Failure) in try verifier.verify(own) }
    }
    var exits: [Exit] = []
    var pages: [(name: String, report: ClusterReport)] = []
    for (context, result) in zip(contexts, results) {
      switch result {
      case .success(let result):
        result.selection.report()
        pages.append((context, try report(result, settings)))
      case .failure(let failure):
        Console.tell(failure.diagnostics)
        exits.append(failure.exit)
      }
    }
    try deliver(pages)
    try Outcome(exits: exits).finish()
  }

  /// Judges every bounded action, whether it is switched on or not.
  private func report(
    _ result: LiveVerifier.Result, _ settings: Settings
  ) throws(Failure) -> ClusterReport {
    let selected = result.selection
    let all = selected.catalog.actions.filter(\.isBounded)
    let agent = selected.context.agentVersion
    let table = try world.table(selected.context.kubernetes, settings)
    let possible = Verifier(access: result.access, table: table, acceptsAlternatives: false).verify(
      selected.catalog.needs(
        of: all.filter { $0.isSupported(by: agent) }, in: selected.context),
      unsupported: all.filter { !$0.isSupported(by: agent) }, agent: selected.catalog.agent.name,
      versions: selected.versions)
    let finder = RouteFinder(
      access: result.access, table: table, catalog: selected.catalog, context: selected.context)
    return ClusterReport(
      result.report, possible: possible.actions, escalations: finder.escalations)
  }

  private func deliver(_ pages: [(name: String, report: ClusterReport)]) throws(Failure) {
    guard let outputDir else {
      if output == .json, !live.contexts.isEmpty {
        Console.writeOutput(
          JSONEmitter.document(
            .object([
              ("schemaVersion", .integer(1)),
              ("clusters", .sequence(pages.map(\.report.json))),
            ])))
      } else {
        Console.writeOutput(pages.map { text(of: $0.report) }.joined(separator: "\n"))
      }
      return
    }
    for page in pages {
      let name = page.name.isEmpty ? "cluster" : Self.fileName(page.name)
      let day = dated ? "-\(Today.date)" : ""
      let ending = output == .json ? "json" : "md"
      do {
        try Files.writeWhole(
          Array(text(of: page.report).utf8),
          to: Paths.join(outputDir, "rolefit-\(name)\(day).\(ending)"))
      } catch {
        throw .unreadable(error)
      }
    }
  }

  private func text(of report: ClusterReport) -> String {
    output == .json ? JSONEmitter.document(report.json) : report.markdown
  }

  /// A context's name as a file can have it: such names hold slashes and colons.
  private static func fileName(_ context: String) -> String {
    String(context.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" })
  }
}
