// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import UseCases

/// Which actions a command is about, of which agent, on which Kubernetes.
struct SelectionOptions: ParsableArguments, SharedOptions {
  @Option(
    help: ArgumentHelp(
      "The actions: ids, sets, all or none, with commas between them", valueName: "set"))
  var actions: [String] = []

  @Option(
    help: ArgumentHelp("The actions that this Helm values file switches on", valueName: "file"))
  var values: [String] = []

  @Option(help: ArgumentHelp("Actions to add to the set", valueName: "set"))
  var enable: [String] = []

  @Option(help: ArgumentHelp("Actions to take from the set", valueName: "set"))
  var disable: [String] = []

  @Option(
    help: ArgumentHelp("What the agent reads: ids, default or none (default)", valueName: "ids"))
  var capabilities: [String] = []

  @Option(
    help: ArgumentHelp(
      "The chart whose values are meant, such as k8s-watcher@1.18.17",
      valueName: "name[@version]"))
  var dialect: String?

  @Option(
    help: ArgumentHelp("How exec and port-forward open streams: spdy, websocket or any"))
  var transport: String?

  @Option(
    help: ArgumentHelp("Confine the agent to this namespace (repeatable)", valueName: "namespace"))
  var watchNamespace: [String] = []

  @OptionGroup var versions: VersionOptions

  func add(to layer: inout OptionLayer) {
    layer.add(.actions, actions)
    layer.add(.values, values)
    layer.add(.enable, enable)
    layer.add(.disable, disable)
    layer.add(.capabilities, capabilities)
    layer.add(.dialect, dialect)
    layer.add(.transport, transport)
    layer.add(.watchNamespace, watchNamespace)
    versions.add(to: &layer)
  }
}
