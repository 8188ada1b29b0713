// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import UseCases

/// Kustomizations that are judged as they are built.
struct KustomizeOptions: ParsableArguments, SharedOptions {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A folder to build with kustomize, or with kubectl's; any folder with a kustomization is "
        + "built when it is named",
      valueName: "folder"))
  var kustomize: [String] = []

  func add(to layer: inout OptionLayer) { layer.add(.kustomize, kustomize) }
}
