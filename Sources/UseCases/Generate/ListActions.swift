// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Catalog
package import Diagnostics
import KubernetesAPI
import RBAC

/// Finds what a list of the catalog's actions is made for.
package struct ListActions: Sendable {
  /// Which actions are listed: those that meet all that is said.
  package struct Filter: Sendable {
    /// Any of these; empty for all.
    package var levels: [AccessLevel]
    /// The first agent version that has them is this or a later one.
    package var since: AgentVersion?
    /// Their rules are about any of these: `TYPE[.GROUP][/SUBRESOURCE]`; empty for all.
    package var resources: [String]

    package init(
      levels: [AccessLevel] = [], since: AgentVersion? = nil, resources: [String] = []
    ) {
      self.levels = levels
      self.since = since
      self.resources = resources
    }
  }

  private let resolver: Resolver

  package struct Facts: Sendable {
    package var catalog: Catalog
    package var actions: [Action]
    package var capabilities: [Action]
    /// What each comes to, by id.
    package var risks: [String: GrantRisk]
    /// `nil` for a catalog that knows no chart's values.
    package var dialect: DialectVersion?
    package var context: NeedContext
  }

  package init(_ options: Options, _ outside: Outside) {
    resolver = Resolver(options, outside)
  }

  package func run(_ filter: Filter = Filter()) throws(Failure) -> Facts {
    let catalog = try resolver.catalog()
    let agent = try resolver.agentVersion(of: catalog)
    let context = NeedContext(
      kubernetes: try resolver.kubernetes().value, agentVersion: agent.value)
    let table = APITable.builtIn(context.kubernetes)
    let wanted = filter.resources.flatMap { $0.split(separator: ",").map(String.init) }
      .map { self.wanted($0, table) }
    let isListed = { (action: Action) -> Bool in
      Self.isListed(action, filter)
        && (wanted.isEmpty
          || catalog.needs(of: [action], in: context).atoms.atoms.contains { atom in
            wanted.contains { $0.isMeant(by: atom) }
          })
    }
    // The whole catalog, unless an agent is named.
    let isHad = { (action: Action) in
      agent.origin == .newest || action.isSupported(by: agent.value)
    }
    let actions = catalog.actions.filter { isHad($0) && isListed($0) }
    let capabilities = catalog.capabilities.filter { isHad($0) && isListed($0) }
    let lacking = (catalog.actions + catalog.capabilities).count { !isHad($0) && isListed($0) }
    if lacking > 0 {
      resolver.outside.remark(
        "left out: \(lacking.counted("action")) that \(catalog.agent.name) \(agent.value) does not "
          + "have")
    }
    let risks = (actions + capabilities).map { action in
      (action.id, risk(of: action, in: catalog, context, table))
    }
    return Facts(
      catalog: catalog, actions: actions, capabilities: capabilities,
      risks: Dictionary(risks) { first, _ in first },
      dialect: catalog.dialects.isEmpty ? nil : try resolver.dialect(of: catalog),
      context: context)
  }

  private static func isListed(_ action: Action, _ filter: Filter) -> Bool {
    guard filter.levels.isEmpty || filter.levels.contains(action.accessLevel) else { return false }
    guard let since = filter.since else { return true }
    return action.since.map { $0 >= since } ?? false
  }

  /// What somebody names.
  private func wanted(_ word: String, _ table: APITable) -> WantedResource {
    let parts = word.split(separator: "/", maxSplits: 1).map(String.init)
    let type = parts.first ?? ""
    let found = table.resource(word: type)
    if found == nil {
      resolver.outside.remark("no API server of the table serves '\(type)': looked for as it is")
    }
    let dot = type.firstIndex(of: ".")
    return WantedResource(
      apiGroup: found?.group ?? dot.map { String(type[type.index(after: $0)...]) } ?? "",
      name: found?.name ?? dot.map { String(type[..<$0]) } ?? type,
      subresource: parts.count > 1 ? parts[1] : nil)
  }

  /// What an account comes to that has the rules of an action in one namespace, and nothing else.
  private func risk(
    of action: Action, in catalog: Catalog, _ context: NeedContext, _ table: APITable
  ) -> GrantRisk {
    var context = context
    context.watchNamespaces = ["watched"]
    return GrantRisk(
      of: catalog.rules(for: [action], in: context),
      defaults: DefaultObjects(version: context.kubernetes, creditsBindings: true), table: table
    ) { $0 == .cluster ? "of every namespace" : "in its namespace" }
  }
}

/// A resource that actions are looked for by; with no subresource, all of it.
private struct WantedResource {
  var apiGroup: String
  var name: String
  var subresource: String?

  func isMeant(by atom: Atom) -> Bool {
    guard case .resource(_, let group, let resource, _) = atom.target,
      group == "*" || group == apiGroup
    else { return false }
    if resource == "*" || resource == name && subresource == nil { return true }
    guard let subresource else { return resource.hasPrefix("\(name)/") }
    return resource == "\(name)/\(subresource)" || resource == "*/\(subresource)"
  }
}
