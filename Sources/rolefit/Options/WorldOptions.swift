// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import UseCases

/// What is known about the cluster besides the manifests.
struct WorldOptions: ParsableArguments, SharedOptions {
  @Flag(help: "The manifests are all there is: a role that is not among them grants nothing")
  var closedWorld = false

  @Flag(help: "Credit what every authenticated account has by default")
  var assumeSystemRoles = false

  @Option(
    help: ArgumentHelp(
      "What the cluster serves beyond Kubernetes: CustomResourceDefinitions or discovery output",
      valueName: "file"))
  var apiResources: [String] = []

  func add(to layer: inout OptionLayer) {
    layer.add(.closedWorld, closedWorld)
    layer.add(.assumeSystemRoles, assumeSystemRoles)
    layer.add(.apiResources, apiResources)
  }
}
