// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import UseCases

/// What an upgrade is to come to. What is not named stays as it is.
struct UpgradeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The agent's version to come", valueName: "version"))
  var toAgent: String?

  @Option(
    help: ArgumentHelp(
      "The version of the chart to come, or another chart with its version",
      valueName: "[name@]version"))
  var toChart: String?

  @Option(help: ArgumentHelp("The Kubernetes version to come", valueName: "version"))
  var toKube: String?

  @Option(
    name: .customLong("new"),
    help: ArgumentHelp(
      "The manifests that the upgrade will apply: a file or a folder (repeatable)",
      valueName: "file"))
  var newFiles: [String] = []

  func target() throws(Failure) -> UpgradeTarget {
    try UpgradeTarget(agent: toAgent, chart: toChart, kubernetes: toKube, files: newFiles)
  }
}
