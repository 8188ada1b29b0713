// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Tools
import UseCases

/// What a chart is rendered with besides values files, as `helm template` takes it.
struct ChartValueOptions: ParsableArguments, SharedOptions {
  @Option(name: .customLong("set"), help: ArgumentHelp("A chart value", valueName: "key=value"))
  var chartValues: [String] = []

  @Option(
    name: .customLong("set-string"),
    help: ArgumentHelp(
      "A chart value that is a text whatever it looks like", valueName: "key=value"))
  var chartTexts: [String] = []

  @Option(
    help: ArgumentHelp(
      "The chart's release name (default: \(ChartInstallation.defaultRelease))",
      valueName: "name"))
  var release: String?

  func add(to layer: inout OptionLayer) { layer.add(.set, chartValues) }

  /// What is no shared option.
  var arguments: ChartArguments { ChartArguments(texts: chartTexts, release: release) }
}
