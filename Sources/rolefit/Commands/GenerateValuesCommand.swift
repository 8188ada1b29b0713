// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import Host
import YAMLSyntax

/// Writes the Helm values that switch a set of actions on.
struct GenerateValuesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "values",
    abstract: "Write the Helm values that switch a set of actions on",
    discussion: """
      Example:
        rolefit generate values --actions scale:deployment,delete:pod --dialect k8s-watcher@0.11.20
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var delivery: DeliveryOptions

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("yaml or json", valueName: "format"))
  var output: DataFormat = .yaml

  func run() throws {
    let settings = try Settings(config: selection.versions.config)
    let selected = try selection.resolve(settings, agentNamespace: nil)
    selected.report()
    try selected.requireDetermined()
    let dialect = try selection.versions.dialect(selection.dialect, settings, selected.catalog)
    let values = dialect.values(
      for: selected.actions,
      capabilities: selected.capabilities.isEmpty ? nil : selected.capabilities,
      in: selected.catalog)
    if !values.extra.isEmpty {
      Console.writeError(
        "rolefit: \(dialect) has no finer switches: these are on too: "
          + "\(values.extra.joined(separator: ", "))\n")
    }
    if !values.unreachable.isEmpty {
      Console.writeError(
        "rolefit: no value of \(dialect) switches these on: "
          + "\(values.unreachable.joined(separator: ", "))\n")
    }
    switch output {
    case .yaml: try delivery.deliver(YAMLEmitter.text(values.values))
    case .json: try delivery.deliver(JSONEmitter.document(values.values))
    }
  }
}
