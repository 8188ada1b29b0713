// SPDX-License-Identifier: Apache-2.0

import Catalog
package import Diagnostics
import Generating
import RBAC
package import YAMLSyntax

/// Makes the roles of a set of actions, and their bindings.
package struct GenerateRoles: Sendable {
  private let request: GenerateRequest

  package init(_ request: GenerateRequest) { self.request = request }

  /// The ClusterRoles. For a confined agent they hold only what needs the whole cluster.
  package func clusterRoles() throws(Failure) -> [YAMLValue] {
    let selection = try request.installedSelection()
    request.outside.remark(ConfinementNotes(selection).lines)
    let isConfined = !selection.context.watchNamespaces.isEmpty
    let manifests = try request.roles(selection)
    let objects = manifests.parts.compactMap { part -> Manifest? in
      let rules = isConfined ? part.rules(in: .cluster) : part.clusterRules
      // One role for everything is written even where it holds nothing.
      let isOnly = !isConfined && request.arguments.rolesPer == nil
      return rules.isEmpty && !isOnly ? nil : manifests.clusterRole(of: part, rules: rules)
    }
    guard !objects.isEmpty else {
      throw .usage(
        "nothing of this set needs a ClusterRole",
        remedy: "`rolefit generate role` with the same options writes its Roles")
    }
    return objects.map(\.value)
  }

  /// The Roles of a confined agent.
  package func roles() throws(Failure) -> [YAMLValue] {
    let selection = try request.installedSelection()
    request.outside.remark(ConfinementNotes(selection).lines)
    let objects = try request.roles(selection).roles
    guard !objects.isEmpty else {
      throw .usage(
        "nothing of this set is for one namespace only",
        remedy: "name the namespaces with --watch-namespace, or write a ClusterRole with "
          + "`rolefit generate clusterrole`")
    }
    return objects.map(\.value)
  }

  /// The bindings that give the roles to the agent's account.
  package func bindings() throws(Failure) -> [YAMLValue] {
    let manifests = try request.roles(request.installedSelection())
    return (manifests.clusterRoleBindings + manifests.roleBindings).map(\.value)
  }
}
