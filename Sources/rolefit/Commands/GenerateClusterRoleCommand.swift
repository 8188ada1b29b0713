// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import Manifests
import RBAC

/// Writes the ClusterRole of a set of actions.
struct GenerateClusterRoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clusterrole",
    abstract: "Write the ClusterRole of a set of actions",
    discussion: """
      For an agent that is confined with --watch-namespace it holds only what needs the whole \
      cluster; `generate role` writes the rest.

      Example:
        rolefit generate clusterrole --actions scale:deployment,delete:pod | kubectl apply -f -
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var roles: RoleOptions
  @OptionGroup var delivery: DeliveryOptions

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("yaml or json", valueName: "format"))
  var output: DataFormat = .yaml

  func run() throws {
    let settings = try Settings(config: selection.versions.config)
    let selected = try roles.resolve(selection, settings)
    ConfinementNotes(selected: selected).report()
    let isConfined = !selected.context.watchNamespaces.isEmpty
    let manifests = try roles.roles(selected, settings)
    let objects =
      isConfined || roles.rolesPer != nil
      ? manifests.parts.compactMap { part -> Manifest? in
        let rules = isConfined ? part.rules(in: .cluster) : part.clusterRules
        return rules.isEmpty ? nil : manifests.clusterRole(of: part, rules: rules)
      } : manifests.parts.map { manifests.clusterRole(of: $0, rules: $0.clusterRules) }
    guard !objects.isEmpty else {
      throw Failure.usage(
        "nothing of this set needs a ClusterRole",
        remedy: "`rolefit generate role` with the same options writes its Roles")
    }
    try delivery.deliver(output.text(of: objects.map(\.value)))
  }
}
