// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import UseCases

/// Whose switches a chart has, and for which agent on which Kubernetes its rules are.
struct ChartSourceOptions: ParsableArguments, SharedOptions {
  @OptionGroup var versions: VersionOptions

  @Option(
    help: ArgumentHelp(
      "The chart whose values are meant, such as k8s-watcher@1.18.17",
      valueName: "name[@version]"))
  var dialect: String?

  @Option(help: ArgumentHelp("How exec and port-forward open streams: spdy, websocket or any"))
  var transport: String?

  func add(to layer: inout OptionLayer) {
    versions.add(to: &layer)
    layer.add(.dialect, dialect)
    layer.add(.transport, transport)
  }

  func source() throws(Failure) -> ChartSource {
    let outside = Outside.commandLine
    return try ChartSource(
      Options(self, configuration: versions, in: outside), outside)
  }
}
