// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

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
