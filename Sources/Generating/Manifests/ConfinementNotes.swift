// SPDX-License-Identifier: Apache-2.0

package import Catalog
import KubernetesAPI

/// What of a set does not fit into the namespaces that the agent is confined to.
package struct ConfinementNotes: Sendable {
  private let selection: Selection

  package init(_ selection: Selection) { self.selection = selection }

  /// A sentence for each action and obstacle; none for an agent that is not confined.
  package var lines: [String] {
    guard !selection.context.watchNamespaces.isEmpty else { return [] }
    let table = selection.catalog.apiTable(selection.context.kubernetes)
    return selection.needs.flatMap { needs -> [String] in
      var everywhere: [String] = []
      var wide: [String] = []
      for need in needs.required {
        let request = need.step.request
        switch request.target {
        case .url: everywhere.append(request.description)
        case .resource(let group, let resource, .cluster, _):
          let parent = String(resource.prefix { $0 != "/" })
          let isNamespaced = table.resource(group: group, parent)?.isNamespaced ?? false
          everywhere.append(request.description + (isNamespaced ? " in all namespaces" : ""))
        case .resource(let group, let resource, .watched, _):
          if group == "*" || resource == "*" { wide.append(request.description) }
        case .resource: break
        }
      }
      var lines: [String] = []
      if !everywhere.isEmpty {
        lines.append(
          "\(needs.action.id) cannot be confined to namespaces: it needs "
            + "\(everywhere.joined(separator: ", ")), which only a ClusterRole grants")
      }
      if !wide.isEmpty {
        lines.append(
          "\(needs.action.id) reaches only what is in the namespaces: cluster-scoped objects are "
            + "beyond \(wide.joined(separator: ", "))")
      }
      return lines
    }
  }
}
