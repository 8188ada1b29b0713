// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import KubernetesAPI
import RBAC

/// The requests that goals come down to, so that the rules of a role are compared with them once.
///
/// Remembers roles by their places, and so is for the searches of one policy alone.
package final class GoalRequests {
  /// A way to a goal: all of its requests are needed.
  struct Way {
    var title: String
    /// Places in `atoms`.
    var atoms: [Int]
  }

  /// Without scope, each once.
  private(set) var atoms: [Atom] = []
  private(set) var ways: [ReachGoal: [Way]] = [:]
  /// The atoms' requests.
  private var asked: [Request] = []
  /// The atoms of each resource; of the empty one those of paths.
  private var byResource: [String: [Int]] = [:]
  private var places: [Atom: Int] = [:]
  private var isClusterScoped: [Bool] = []
  private let table: APITable
  /// For each role, the atoms that each of its rules allows.
  private var allowed: [Int: [[Int]]] = [:]

  /// For goals that are no actions.
  package init(_ goals: [ReachGoal], table: APITable) {
    self.table = table
    for goal in goals {
      switch goal {
      case .rbac: ways[goal] = Self.rbac.map { Way(title: "", atoms: [place(of: $0)]) }
      case .request(let target, nil):
        ways[goal] = [Way(title: "", atoms: [place(of: Atom(target))])]
      default: continue
      }
    }
  }

  /// - Parameter context: what actions are asked for in, whatever its namespaces and transport.
  package convenience init(
    _ goals: [ReachGoal], catalog: Catalog, table: APITable, context: NeedContext
  ) {
    self.init(goals, table: table)
    let named = Dictionary(catalog.actions.map { ($0.id, $0) }) { first, _ in first }
    for case .action(let id) in goals {
      if let action = named[id] { ways[.action(id)] = ways(of: action, in: catalog, context) }
    }
  }

  private static let rbac = ["clusterrolebindings", "clusterroles", "rolebindings", "roles"]
    .flatMap { resource in
      ["create", "update", "patch"].map { verb in
        Atom(
          .resource(
            verb: verb, apiGroup: "rbac.authorization.k8s.io", resource: resource,
            resourceName: nil))
      }
    }

  /// An action must be impossible whatever the client: over each transport, and, since servers
  /// before 1.35 ask less of a WebSocket, on an older server too.
  private func ways(
    of action: Action, in catalog: Catalog, _ context: NeedContext
  ) -> [Way] {
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
    var seen: Set<[Atom]> = []
    var ways: [Way] = []
    for (title, context) in contexts {
      for need in catalog.needs(of: [action], in: context) {
        for (title, atoms) in [(title, need.atoms)] + need.ways.map({ ($0.way.title, $0.atoms) }) {
          let atoms = AtomSet(atoms.map(\.unscoped)).atoms
          guard !atoms.isEmpty, seen.insert(atoms).inserted else { continue }
          ways.append(Way(title: title, atoms: atoms.map(place)))
        }
      }
    }
    return ways
  }

  private func place(of atom: Atom) -> Int {
    let atom = atom.unscoped
    if let known = places[atom] { return known }
    places[atom] = atoms.count
    var isOfCluster = true
    if case .resource(_, let group, let resource, _) = atom.target {
      isOfCluster = table.isClusterScopedOnly(group: group, resource: resource) == true
    }
    isClusterScoped.append(isOfCluster)
    asked.append(atom.request)
    if case .resource(_, _, let resource, _) = atom.target {
      byResource[resource, default: []].append(atoms.count)
    } else {
      byResource["", default: []].append(atoms.count)
    }
    atoms.append(atom)
    return atoms.count - 1
  }

  /// Whether a grant of a scope can allow an atom somewhere.
  func holds(_ atom: Int, in scope: Scope) -> Bool { scope == .cluster || !isClusterScoped[atom] }

  /// The atoms that a rule allows, for some name.
  func allowed(by rule: PolicyRule) -> [Int] {
    var candidates: [Int] = []
    for resource in rule.resources {
      if resource.hasPrefix("*") {
        candidates = Array(atoms.indices)
        break
      }
      candidates += byResource[resource] ?? []
    }
    if !rule.nonResourceURLs.isEmpty { candidates += byResource[""] ?? [] }
    return candidates.filter { rule.allows(atoms[$0], asked[$0]) }
  }

  /// The atoms that a user's rules allow, with the rules.
  func allowed(by user: KnownUser, in base: ReachBase) -> [KnownUser.GoalAtom] {
    if let known = user.goalAtoms, known.requests === self { return known.found }
    var seen: Set<Int> = []
    let found = user.bindings.flatMap { held -> [KnownUser.GoalAtom] in
      guard let role = held.role else { return [] }
      let scope = base.policy.bindings[held.binding].scope
      return allowed(byRole: role, of: base.policy).enumerated().flatMap { rule, atoms in
        atoms.filter { holds($0, in: scope) && seen.insert($0).inserted }.map {
          KnownUser.GoalAtom(atom: $0, held: base.heldRule(rule, of: role, through: held))
        }
      }
    }
    user.goalAtoms = (self, found)
    return found
  }

  /// For each rule of a role, the atoms that it allows.
  func allowed(byRole role: Int, of policy: Policy) -> [[Int]] {
    if let known = allowed[role] { return known }
    let found = policy.effectiveRules(ofRole: role).map(allowed)
    allowed[role] = found
    return found
  }
}

extension PolicyRule {
  /// Whether it allows an atom's request, for some name at least.
  ///
  /// - Parameter asked: the request, where it is known already.
  func allows(_ atom: Atom, _ asked: Request? = nil) -> Bool {
    let request = asked ?? atom.request
    if allows(request) { return true }
    guard case .resource(var named) = request, !named.name.isEmpty,
      let name = resourceNames.first
    else { return false }
    named.name = name
    return allows(.resource(named))
  }
}
