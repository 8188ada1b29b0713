// SPDX-License-Identifier: Apache-2.0

import Analysis
import ArgumentParser
import Diagnostics
import Manifests
import Reports
import UseCases

/// Compares what two sets of manifests grant.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what new manifests grant that old ones do not, and the reverse",
    discussion: """
      Example:
        rolefit diff examples/clusterrole.yaml examples/bound.yaml -o markdown
        rolefit diff examples/clusterrole.yaml --live
        rolefit diff --chart komodorio/k8s-watcher --from 1.8.0 --to 1.18.17
        rolefit diff --base main examples/bound.yaml charts/k8s-watcher
      """)

  @Argument(
    help: ArgumentHelp(
      "The old manifests and the new ones: a file, a folder, a chart or -; with --live the new "
        + "ones; "
        + "with --base what is compared with that revision", valueName: "old> <new"))
  var paths: [String] = []

  @OptionGroup var kustomize: KustomizeOptions

  @OptionGroup var named: DiffSideOptions

  @OptionGroup var cluster: ClusterOptions

  @OptionGroup var versions: VersionOptions
  @OptionGroup var reports: ReportOptions
  @OptionGroup var detail: QuietOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The namespace of objects that name none", valueName: "namespace"))
  var namespace: String?

  @Option(help: ArgumentHelp("What makes exit 1: added, removed, any (default) or none"))
  var failOn: String?

  func run() throws {
    let outside = Outside.commandLine
    let condition = try DiffCondition.named(failOn)
    let options = try Options(
      kustomize, named, cluster, versions, configuration: versions, in: outside)
    let result = try Diff(
      DiffRequest(
        options, paths: paths, chart: named.chartValues.arguments, from: named.from,
        to: named.to, base: named.base, namespace: namespace, outside)
    ).run()
    let report = RoleDiffReport(
      result.diff, gained: result.gained.map(\.title), lost: result.lost.map(\.title),
      reach: result.reach, roleRefs: result.roleRefs, basis: result.basis)
    let diagnostics =
      result.old.diagnostics + result.new.diagnostics + result.basis.diagnostics
    let findings = FindingReport(
      command: "diff", version: Version.rolefit,
      rules: CheckRules.diff + CheckRules.rules(of: diagnostics),
      sections: [
        RoleDiffFindings(
          result.diff, from: result.old, to: result.new,
          failing: Set(condition.map { "permission-\($0.rawValue)" }), roleRefs: result.roleRefs
        ).section(diagnostics: diagnostics)
      ])
    try reports.write { format, style in
      switch format {
      case .text: report.text(style: style, detail: detail.value)
      case .json: report.json
      case .markdown: report.markdown
      case .html: report.html
      default: findings.rendered(as: format)
      }
    }
    try Exit.finish(result.exits(failing: condition))
  }
}

/// The two sides of a comparison that a chart's versions or a git revision name.
struct DiffSideOptions: ParsableArguments, SharedOptions {
  @Option(
    help: ArgumentHelp(
      "A chart of which two versions are compared: repo/name or oci://", valueName: "ref"))
  var chart: String?

  @Option(help: ArgumentHelp("The chart's old version", valueName: "version"))
  var from: String?

  @Option(help: ArgumentHelp("The chart's new version", valueName: "version"))
  var to: String?

  @Option(help: ArgumentHelp("A values file for the chart", valueName: "file"))
  var values: [String] = []

  @OptionGroup var chartValues: ChartValueOptions

  @Option(
    help: ArgumentHelp(
      "The git revision whose manifests are the old ones; the files named here are the new ones",
      valueName: "revision"))
  var base: String?

  func add(to layer: inout OptionLayer) {
    layer.add(.chart, chart)
    layer.add(.values, values)
    chartValues.add(to: &layer)
  }
}
