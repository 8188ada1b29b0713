// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import UseCases

/// Where manifests come from besides the files that a command names.
struct ManifestOptions: ParsableArguments, SharedOptions {
  @Option(
    name: [.customShort("f"), .customLong("filename")],
    help: ArgumentHelp("A manifest file, a folder or -; the same as naming it", valueName: "file"))
  var filenames: [String] = []

  @OptionGroup var kustomize: KustomizeOptions

  @Option(
    help: ArgumentHelp(
      "A chart to render with helm: a folder, an archive, repo/name or oci://", valueName: "ref"))
  var chart: String?

  @Option(help: ArgumentHelp("The chart's version, as helm takes it", valueName: "version"))
  var chartVersion: String?

  @OptionGroup var chartValues: ChartValueOptions

  @OptionGroup var cluster: ClusterOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The agent's namespace; in can-i and who-can that of the request, in lint of objects without",
      valueName: "namespace"))
  var namespace: String?

  /// All but the namespace, which in some commands is that of objects or requests.
  func add(to layer: inout OptionLayer) {
    kustomize.add(to: &layer)
    layer.add(.chart, chart)
    layer.add(.chartVersion, chartVersion)
    chartValues.add(to: &layer)
    cluster.add(to: &layer)
  }
}
