// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// What a chart is rendered with besides values files, as `helm template` takes it.
struct ChartValueOptions: ParsableArguments {
  @Option(name: .customLong("set"), help: ArgumentHelp("A chart value", valueName: "key=value"))
  var chartValues: [String] = []

  @Option(
    name: .customLong("set-string"),
    help: ArgumentHelp(
      "A chart value that is a text whatever it looks like", valueName: "key=value"))
  var chartTexts: [String] = []

  @Option(
    help: ArgumentHelp(
      "The chart's release name (default: \(Helm.defaultRelease))", valueName: "name"))
  var release: String?

  /// Whether the command line names none.
  var isEmpty: Bool { chartValues.isEmpty && chartTexts.isEmpty }

  /// As they go to helm: each flag with what follows it.
  var settings: [String] {
    Self.settings(chartValues) + chartTexts.flatMap { ["--set-string", $0] }
  }

  /// `--set` for each of the values.
  static func settings(_ values: [String]) -> [String] { values.flatMap { ["--set", $0] } }
}
