// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import UseCases

/// Which agent, which of its versions, and which Kubernetes.
struct VersionOptions: ParsableArguments, SharedOptions {
  @Option(help: ArgumentHelp("The agent's version (default: the newest)", valueName: "version"))
  var agentVersion: String?

  @Option(
    help: ArgumentHelp("The Kubernetes version (default: the newest known)", valueName: "version"))
  var kubeVersion: String?

  @Option(
    help: ArgumentHelp("A catalog of your own instead of the built-in one", valueName: "file"))
  var catalog: String?

  @Option(
    help: ArgumentHelp(
      "The configuration file (default: .rolefit.yaml here or above)", valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "Take the options of this target of the configuration file", valueName: "target"))
  var only: [String] = []

  func add(to layer: inout OptionLayer) {
    layer.add(.agentVersion, agentVersion)
    layer.add(.kubeVersion, kubeVersion)
    layer.add(.catalog, catalog)
  }
}
