// SPDX-License-Identifier: Apache-2.0

import Catalog
import Host
import KubernetesAPI

/// What of a set does not fit into namespaces, action by action.
struct ConfinementNotes {
  let selected: Selection

  /// Says it on stderr; nothing for an agent that is not confined.
  func report() {
    for line in lines { Console.writeError("rolefit: \(line)\n") }
  }

  var lines: [String] {
    guard !selected.context.watchNamespaces.isEmpty else { return [] }
    let table = selected.catalog.apiTable(selected.context.kubernetes)
    return selected.needs.flatMap { needs -> [String] in
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
