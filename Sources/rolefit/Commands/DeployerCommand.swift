// SPDX-License-Identifier: Apache-2.0

import Analysis
import ArgumentParser
import Diagnostics
import Reports
import UseCases
import YAMLSyntax

extension DeployingProgram: ExpressibleByArgument {}
extension DeployingStep: ExpressibleByArgument {}

/// Says what whoever deploys a chart or manifests has to be allowed.
struct DeployerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deployer",
    abstract: "Say which role whoever deploys a chart or manifests needs",
    discussion: """
      Example:
        rolefit deployer examples/bound.yaml
        rolefit deployer charts/k8s-watcher -n komodor --release k8s-watcher \\
          --set existingSecret=key,watcher.actions.basic=true --with helm4
        rolefit deployer charts/k8s-watcher -n komodor --for upgrade \\
          --new-set watcher.actions.advanced=true \\
          --service-account ci:deployer -o yaml

      Roles are written by holding each of their rules, so that nobody can be given more; escalate \
      and bind come in only where that is not possible, with the reason.

      Exit codes: 0 all is known, 2 could not be judged, 3 something may be lacking.
      """)

  @Argument(help: "What is deployed: a chart, manifest files, folders, or - for standard input")
  var references: [String] = []

  @Option(
    name: [.customShort("f"), .customLong("filename")],
    help: ArgumentHelp("A manifest file, a folder or -; the same as naming it", valueName: "file"))
  var filenames: [String] = []

  @OptionGroup var deploying: DeployingOptions
  @OptionGroup var kustomize: KustomizeOptions
  @OptionGroup var chartValues: ChartValueOptions
  @OptionGroup var versions: VersionOptions
  @OptionGroup var delivery: DeliveryOptions

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("text, yaml (the roles) or json", valueName: "format"))
  var output: Format = .text

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, yaml, json
  }

  func run() throws {
    let outside = Outside.commandLine
    let options = try Options(
      deploying, kustomize, chartValues, versions, configuration: versions, in: outside)
    let result = try Deploy(
      DeployRequest(
        options,
        deploying.arguments(references + filenames, chart: chartValues.arguments), outside)
    ).run()
    let report = DeployerReport(result.deployment, result.rights, risk: result.risk)
    let isText = output == .text && delivery.outputFile == nil
    let text =
      switch output {
      case .text: report.text(isText ? .ofOutput : .plain)
      case .json: report.json
      case .yaml: YAMLEmitter.text(result.manifests)
      }
    if output == .yaml { outside.show(result.rights.undetermined.map(Self.lacking)) }
    try delivery.deliver(text, of: output == .yaml ? "deployer" : nil)
    try Exit.finish([result.exit])
  }

  private static func lacking(_ note: Diagnostic.Note) -> Diagnostic {
    Diagnostic(
      .warning, "undetermined", note.message, at: note.range,
      remedy: "give the CustomResourceDefinition with --api-resources")
  }
}
