// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import Diagnostics
import Reports
import UseCases

/// Checks that what is granted is what the agent needs.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that roles grant what the agent's actions need, and no more",
    discussion: """
      Example:
        rolefit verify examples/clusterrole.yaml \\
          --actions scale:deployment,delete:pod
        rolefit verify --chart charts/k8s-watcher --values examples/values.yaml \\
          --fail-on missing,excess
        rolefit verify --live
        rolefit verify --contexts 'prod-*'
      """)

  @Argument(help: "Manifest files, folders, or - for standard input")
  var files: [String] = []

  @OptionGroup var manifests: ManifestOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var reports: ReportOptions
  @OptionGroup var world: WorldOptions
  @OptionGroup var live: LiveOptions

  @Option(help: ArgumentHelp("The same as --only (repeatable)", valueName: "target"))
  var target: [String] = []

  @Option(
    help: ArgumentHelp(
      "The agent's account; by default the only one that is bound", valueName: "namespace:name"))
  var serviceAccount: String?

  @Option(
    help: ArgumentHelp(
      "Exit 1 if any of these actions is possible, by any route", valueName: "set"))
  var forbid: [String] = []

  @Flag(help: "Count an action as granted when another way of doing it is")
  var acceptAlternatives = false

  @Option(
    help: ArgumentHelp(
      "What makes exit 1: missing (default), excess, inert, undetermined, unsupported, any, none",
      valueName: "findings"))
  var failOn: [String] = []

  @Flag(
    help: "Judge the chart in every combination of its action switches (pairs beyond ten)")
  var matrix = false

  @Option(
    help: ArgumentHelp(
      "The switches that --matrix tries: actions, reads, all; by default actions, and reads where "
        + "that does not take long",
      valueName: "switches"))
  var matrixSwitches: MatrixSwitches?

  @OptionGroup var detail: TextDetailOptions

  func run() throws {
    let outside = Outside.commandLine
    var options = try Options(
      manifests, selection, world, configuration: selection.versions, in: outside,
      takesTargets: true
    ) {
      $0.add(.serviceAccount, serviceAccount)
      $0.add(.namespace, manifests.namespace)
      $0.add(.forbid, forbid)
      $0.add(.acceptAlternatives, acceptAlternatives)
      $0.add(.failOn, failOn)
    }
    let chosen = try options.targets(named: target + selection.versions.only)
    if let first = chosen.first, chosen.count == 1, matrix || !namesNothing(options) {
      options = options.scoped(to: first)
    } else if !chosen.isEmpty, matrix || !namesNothing(options) || !live.contexts.isEmpty {
      throw Failure.usage("several targets name what is judged: name nothing else")
    }
    if matrix { return try judgeMatrix(options, outside) }
    guard matrixSwitches == nil else {
      throw Failure.usage("--matrix-switches says what --matrix tries, which is not there")
    }
    if !live.contexts.isEmpty { return try verifyContexts(options, outside) }
    let targets = chosen.isEmpty ? options.configuration?.targets ?? [] : chosen
    guard !targets.isEmpty, namesNothing(options) else {
      let request = try request(options, outside)
      let result = try Verify(request).run()
      var output = VerifyOutput(reports, detail: detail.value)
      try output.add(result, of: request)
      try output.finish()
      return try Exit.finish(result.exits(failing: request.failing))
    }
    try verify(targets, options, outside)
  }

  private var named: [String] { files + manifests.filenames }

  private func namesNothing(_ options: Options) -> Bool {
    named.isEmpty
      && !options.commandLineNames(
        .kustomize, .chart, .live, .context, .kubeconfig, .actions, .values, .enable)
  }

  private func request(_ options: Options, _ outside: Outside) throws(Failure) -> VerifyRequest {
    try VerifyRequest(
      options, files: named, chart: manifests.chartValues.arguments,
      readsRelease: live.readRelease, outside)
  }

  /// Verifies every target of the configuration.
  private func verify(
    _ targets: [ConfigurationFile.Target], _ options: Options, _ outside: Outside
  ) throws {
    var output = VerifyOutput(reports, of: .targets, hasTargets: true, detail: detail.value)
    var outcomes: [(name: String, exits: [Exit])] = []
    for target in targets {
      outside.remark("target \(target.name)")
      let request: VerifyRequest
      let result: VerifyResult
      do throws(Failure) {
        request = try self.request(options.scoped(to: target), outside)
        result = try Verify(request).run()
      } catch {
        outside.show(error.diagnostics)
        output.add(failed: target.name, error)
        outcomes.append((target.name, [error.exit]))
        continue
      }
      try output.add(result, of: request, target: target.name)
      outcomes.append((target.name, result.exits(failing: request.failing)))
    }
    try output.finish()
    let failed = outcomes.filter { Exit.first(of: $0.exits) != .success }.map(\.name)
    outside.remark(
      failed.isEmpty
        ? (outcomes.count == 1 ? "the target passes" : "all \(outcomes.count) targets pass")
        : "failed: \(failed.joined(separator: ", "))")
    try Exit.finish(outcomes.flatMap(\.exits))
  }

  /// Verifies the agents of all clusters whose contexts match.
  private func verifyContexts(_ options: Options, _ outside: Outside) throws {
    guard named.isEmpty, !options.commandLineNames(.kustomize, .chart, .context) else {
      throw Failure.usage(
        "--contexts asks clusters, and takes neither files, -k, --chart nor --context")
    }
    let request = try VerifyRequest(
      options, readsRelease: live.readRelease, isAboutContexts: true, outside)
    let outcomes = try VerifyContexts(request).run(matching: live.contexts)
    var output = VerifyOutput(reports, of: .clusters, hasTargets: true, detail: detail.value)
    var exits: [Exit] = []
    for outcome in outcomes {
      switch outcome.result {
      case .success(let result):
        result.report(to: outside)
        try output.add(result, of: request, target: outcome.context)
        exits += result.exits(failing: request.failing)
      case .failure(let failure):
        outside.show(failure.diagnostics)
        output.add(failed: outcome.context, failure)
        exits.append(failure.exit)
      }
    }
    try output.finish()
    try Exit.finish(exits)
  }

  /// Judges a chart in the combinations of its switches.
  private func judgeMatrix(_ options: Options, _ outside: Outside) throws {
    let request = try request(options, outside)
    let result = try VerifyMatrix(request, switches: matrixSwitches).run()
    let report = MatrixReport(
      result.matrix, reads: result.reads,
      of: MatrixReport.Subject(
        chart: result.chart, dialect: "\(result.dialect)", agent: result.catalog.agent.name,
        versions: result.versions, account: result.account, leftOut: result.leftOut))
    let findings = FindingReport(
      command: "verify", version: Version.rolefit, rules: MatrixReport.rules,
      findings: report.findings)
    try reports.write { format, style in
      switch format {
      case .text: report.text(style: style, detail: detail.value)
      case .json: report.json
      case .markdown: report.markdown
      default: findings.rendered(as: format)
      }
    }
    try Exit.finish(result.exits(failing: request.failing))
  }
}

extension MatrixSwitches: ExpressibleByArgument {}
