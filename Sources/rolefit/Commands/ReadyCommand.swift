// SPDX-License-Identifier: Apache-2.0

import Analysis
import ArgumentParser
import Diagnostics
import RBAC
import Reports
import UseCases
import YAMLSyntax

/// Says whether an upgrade would find the rights that it needs, and what to do before.
struct ReadyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ready",
    abstract: "Say whether an upgrade would work, and what to do before it",
    discussion: """
      The manifests named, or the cluster with --live, are what stands now. What the upgrade will \
      apply is given with --new, or with --chart; without either, only what stands is judged.

      Example:
        rolefit ready --live --to-agent 0.1.173 --enable exec:pod
        rolefit ready examples/bound.yaml --actions basic --to-kube 1.31 --as jane
        rolefit ready examples/bound.yaml --new examples/clusterrole.yaml \\
          --values examples/values.yaml --dialect k8s-watcher@0.11.20 \\
          --to-chart 1.18.17

      Exit codes: 0 ready, 1 not ready, 2 could not be judged, 3 can't tell.
      """)

  @Argument(help: "The manifests that stand now: files, folders, or - for standard input")
  var files: [String] = []

  @OptionGroup var upgrade: UpgradeOptions
  @OptionGroup var manifests: ManifestOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var reports: ReportOptions
  @OptionGroup var detail: TextDetailOptions
  @OptionGroup var world: WorldOptions

  @Option(
    help: ArgumentHelp(
      "The agent's account; by default the only one that is bound", valueName: "namespace:name"))
  var serviceAccount: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Who is to take the steps: a user's name, or system:serviceaccount:NAMESPACE:NAME; with "
        + "--live you, unless named",
      valueName: "subject"))
  var subject: String?

  @Option(
    name: .customLong("as-group"), help: ArgumentHelp("A group of --as", valueName: "group"))
  var groups: [String] = []

  func run() throws {
    let outside = Outside.commandLine
    let options = try Options(
      manifests, selection, world, configuration: selection.versions, in: outside
    ) {
      $0.add(.serviceAccount, serviceAccount)
      $0.add(.namespace, manifests.namespace)
    }
    let result = try Ready(
      ReadyRequest(
        options, files: files + manifests.filenames, chart: manifests.chartValues.arguments,
        target: upgrade.target(),
        granter: subject.map { User.impersonated($0, groups: groups) }, outside)
    ).run()
    let readiness = result.readiness
    try reports.write { format, style in
      switch format {
      case .text: ReadinessText(readiness, style: style, detail: detail.value).text
      case .json: JSONEmitter.document(ReadinessJSON.value(readiness))
      case .markdown: ReadinessMarkdown(readiness).text
      case .html: ReadinessHTML(readiness).text
      default:
        FindingReport(
          command: "ready", version: Version.rolefit, rules: ReadinessFindings.rules,
          findings: ReadinessFindings.findings(readiness),
          undetermined: readiness.undetermined + readiness.openQuestions
        ).rendered(as: format)
      }
    }
    try Exit.finish(result.exits)
  }
}
