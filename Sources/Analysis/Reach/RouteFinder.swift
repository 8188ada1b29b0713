// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import KubernetesAPI
import RBAC

/// Finds every route on which the grants of an account make an action possible, for some object in
/// some namespace.
package struct RouteFinder {
  private let grants: [PlacedGrant]
  private let table: APITable
  private let catalog: Catalog
  private let context: NeedContext

  package init(access: AgentAccess, table: APITable, catalog: Catalog, context: NeedContext) {
    grants = access.grants
    self.table = table
    self.catalog = catalog
    self.context = context
  }

  package func routes(to actions: [Action]) -> [ForbiddenRoute] {
    actions.flatMap(routes)
  }

  private func routes(to action: Action) -> [ForbiddenRoute] {
    var routes: [ForbiddenRoute] = []
    var seen: Set<[Atom]> = []
    func add(_ route: String, _ atoms: [Atom]) {
      let atoms = AtomSet(atoms.map(\.unscoped)).atoms
      guard !atoms.isEmpty, seen.insert(atoms).inserted else { return }
      let found = atoms.compactMap(grant)
      guard found.count == atoms.count else { return }
      routes.append(ForbiddenRoute(action: action.id, route: route, grants: found))
    }
    for (route, context) in contexts {
      for need in catalog.needs(of: [action], in: context) {
        add(route, need.atoms)
        for way in need.ways { add(way.way.title, way.atoms) }
      }
    }
    return routes
  }

  /// A forbidden action must be impossible whatever the client: over each transport, and, since
  /// servers before 1.35 ask less of a WebSocket, on an older server too.
  private var contexts: [(String, NeedContext)] {
    var context = context
    context.watchNamespaces = []
    context.transport = .spdy
    var contexts = [("the documented way", context)]
    context.transport = .websocket
    contexts.append(("over a WebSocket", context))
    let last = KubernetesVersion(minor: 34)
    if context.kubernetes > last {
      context.kubernetes = last
      contexts.append(("over a WebSocket, where the API server is older than 1.35", context))
    }
    return contexts
  }

  /// A rule that allows the atom for some name, held in some scope that counts for it.
  private func grant(for atom: Atom) -> PlacedGrant? {
    grants.first { grant in
      if grant.scope != .cluster, isClusterScoped(atom) { return false }
      if grant.rule.allows(atom.request) { return true }
      guard case .resource(var request) = atom.request, !request.name.isEmpty,
        let name = grant.rule.resourceNames.first
      else { return false }
      request.name = name
      return grant.rule.allows(.resource(request))
    }
  }

  private func isClusterScoped(_ atom: Atom) -> Bool {
    guard case .resource(_, let apiGroup, let resource, _) = atom.target else { return true }
    return table.isClusterScopedOnly(group: apiGroup, resource: resource) == true
  }
}
