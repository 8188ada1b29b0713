// SPDX-License-Identifier: Apache-2.0

import Analysis
import ArgumentParser
import UseCases

/// What is deployed how, and what an upgrade of it comes to.
struct DeployingOptions: ParsableArguments, SharedOptions {
  @Option(
    help: ArgumentHelp(
      "A chart to render with helm: a folder, an archive, repo/name or oci://", valueName: "ref"))
  var chart: String?

  @Option(help: ArgumentHelp("The chart's version, as helm takes it", valueName: "version"))
  var chartVersion: String?

  @Option(help: ArgumentHelp("A values file of the chart (repeatable)", valueName: "file"))
  var values: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The namespace of the release, and of objects that name none", valueName: "namespace"))
  var namespace: String?

  @Option(
    help: ArgumentHelp(
      "What CRDs the cluster has already: CustomResourceDefinitions or discovery output",
      valueName: "file"))
  var apiResources: [String] = []

  @Option(
    name: .customLong("with"),
    help: ArgumentHelp(
      "What deploys: helm3, helm4, kubectl or kubectl-server-side; several share a role "
        + "(default: the helm on PATH for a chart, kubectl for files)",
      valueName: "program"))
  var programs: [DeployingProgram] = []

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("install, upgrade or uninstall (default: all three)", valueName: "step"))
  var steps: [DeployingStep] = []

  @Option(
    name: .customLong("new"),
    help: ArgumentHelp(
      "What an upgrade comes to: a chart, a file or a folder (default: the same objects)",
      valueName: "file"))
  var newReferences: [String] = []

  @Option(
    help: ArgumentHelp(
      "A values file that an upgrade takes over the others (repeatable)", valueName: "file"))
  var newValues: [String] = []

  @Option(
    name: .customLong("new-set"),
    help: ArgumentHelp("A value that an upgrade sets over the others", valueName: "key=value"))
  var newSettings: [String] = []

  @Flag(help: "The deployer waits until all is ready, or gone (helm --wait)")
  var wait = false

  @Flag(help: "The deployer creates the release's namespace (helm --create-namespace)")
  var createNamespace = false

  @Option(
    help: ArgumentHelp(
      "Name the Secrets of the release's first revisions, instead of all of its namespace",
      valueName: "count"))
  var revisions: Int?

  @Flag(
    help: """
      Write roles by escalate and bind instead of holding their rules: whoever has that can give \
      them any rule
      """)
  var escalate = false

  @Option(help: "What the roles are called (default: RELEASE-deployer)")
  var name: String?

  @Option(
    help: ArgumentHelp(
      "The deployer's account: binds the roles to it", valueName: "namespace:name"))
  var serviceAccount: String?

  func add(to layer: inout OptionLayer) {
    layer.add(.chart, chart)
    layer.add(.chartVersion, chartVersion)
    layer.add(.values, values)
    layer.add(.namespace, namespace)
    layer.add(.apiResources, apiResources)
    layer.add(.serviceAccount, serviceAccount)
  }

  /// What is no shared option.
  func arguments(
    _ references: [String], chart: ChartArguments
  ) -> DeployRequest.Arguments {
    DeployRequest.Arguments(
      references: references, chart: chart, newReferences: newReferences,
      newValuesFiles: newValues, newSettings: newSettings, programs: programs,
      steps: steps.isEmpty ? DeployingStep.allCases : steps, waits: wait,
      createsNamespace: createNamespace, revisions: revisions, escalates: escalate, name: name)
  }
}
