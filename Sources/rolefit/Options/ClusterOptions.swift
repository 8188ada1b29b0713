// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import UseCases

/// Which cluster is asked, through the user's own kubectl.
struct ClusterOptions: ParsableArguments, SharedOptions {
  @Flag(help: "Ask the cluster, through kubectl")
  var live = false

  @Option(help: ArgumentHelp("The kubectl context (implies --live)", valueName: "name"))
  var context: String?

  @Option(help: ArgumentHelp("The kubeconfig file (implies --live)", valueName: "file"))
  var kubeconfig: String?

  @Option(
    help: ArgumentHelp(
      "How long the cluster may take for an answer, such as 10s or 2m (default: 30s)",
      valueName: "duration"))
  var timeout: String?

  func add(to layer: inout OptionLayer) {
    layer.add(.live, live)
    layer.add(.context, context)
    layer.add(.kubeconfig, kubeconfig)
    layer.add(.timeout, timeout)
  }
}

/// Which clusters are asked, and what may be read there.
struct LiveOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Ask every cluster whose context matches, a few at a time, such as 'prod-*'",
      valueName: "glob"))
  var contexts: [String] = []

  @Flag(
    help: "Let the Helm release's Secret say what is switched on, where the ConfigMap does not")
  var readRelease = false
}
