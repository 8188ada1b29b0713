// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import KubernetesAPI
import Manifests
import YAMLSyntax

/// Writes the ClusterRole of a set of actions.
struct GenerateClusterRoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clusterrole",
    abstract: "Write the ClusterRole of a set of actions",
    discussion: """
      Example:
        rolefit generate clusterrole --actions scale:deployment,delete:pod | kubectl apply -f -
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var delivery: DeliveryOptions

  @Option(help: "The ClusterRole's name (default: the agent's)")
  var name: String?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("yaml or json", valueName: "format"))
  var output: DataFormat = .yaml

  func run() throws {
    let settings = try Settings(config: selection.versions.config)
    let selected = try selection.resolve(settings, agentNamespace: nil)
    selected.report()
    try selected.requireDetermined()
    let manifest = ClusterRoleManifest(
      name: name ?? selected.catalog.agent.name, agent: selected.catalog.agent.name,
      catalog: selected.catalogName, agentVersion: selected.context.agentVersion.description,
      kubernetesVersion: selected.context.kubernetes.description,
      actions: selected.actions.map(\.id).sorted(),
      capabilities: selected.capabilities.map(\.id).sorted(), rules: selected.clusterRules)
    switch output {
    case .yaml: try delivery.deliver(YAMLEmitter.text(manifest.yaml))
    case .json: try delivery.deliver(JSONEmitter.document(manifest.yaml))
    }
  }
}
