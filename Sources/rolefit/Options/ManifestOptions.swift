// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Host

/// Where manifests come from besides the files that a command names.
struct ManifestOptions: ParsableArguments {
  @Option(
    name: [.customShort("f"), .customLong("filename")],
    help: ArgumentHelp("A manifest file, a folder or -; the same as naming it", valueName: "file"))
  var filenames: [String] = []

  @Option(
    help: ArgumentHelp(
      "A chart to render with helm: a folder, an archive, repo/name or oci://", valueName: "ref"))
  var chart: String?

  @Option(help: ArgumentHelp("The chart's version, as helm takes it", valueName: "version"))
  var chartVersion: String?

  /// Whether the command line names no manifests.
  var namesNothing: Bool {
    filenames.isEmpty && chart == nil && !cluster.isNamed
  }

  @OptionGroup var chartValues: ChartValueOptions

  @OptionGroup var cluster: ClusterOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The agent's namespace", valueName: "namespace"))
  var namespace: String?

  /// The chart that the options or settings name.
  func chart(_ settings: Settings) -> String? { chart ?? settings.chart() }

  /// The cluster that is asked; `nil` when none is.
  func kubectl(_ settings: Settings) throws(Failure) -> Kubectl? {
    cluster.isLive(settings) ? try cluster.kubectl(settings) : nil
  }

  /// What the options and settings name together, beside `files`.
  func sources(_ files: [String], _ settings: Settings) throws(Failure) -> ManifestSources {
    var named = files + filenames
    let isElsewhere = chart != nil || cluster.isNamed
    if named.isEmpty, !isElsewhere { named = settings.paths("files") }
    return ManifestSources(
      files: named, chart: chart(settings),
      chartVersion: chartVersion ?? settings.value("chart-version"),
      chartSettings: chartValues.isEmpty
        ? ChartValueOptions.settings(settings.values("set")) : chartValues.settings,
      chartRelease: chartValues.release,
      kubectl: try kubectl(settings),
      namespace: namespace ?? settings.value("namespace"))
  }
}
