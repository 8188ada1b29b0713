// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Which bindings refer to which roles, and to whom they give the rules of which.
struct RoleReferences {
  private struct Key: Hashable {
    var kind: String
    var namespace: String
    var name: String
  }

  /// The role of each binding; `nil` where there is none.
  private(set) var boundRoles: [Int?] = []
  /// The bindings that refer to a role.
  private(set) var bindings: [Int: [Int]] = [:]
  /// The roles that an aggregated ClusterRole takes in.
  private var aggregatedParts: Set<Int> = []
  /// The bindings that give a role's rules to somebody, where they are not its own alone.
  private var holders: [Int: RoleHolders] = [:]

  init(_ roles: [Role], _ bindings: [RoleBinding]) {
    var places: [Key: Int] = [:]
    var placed: [String: Int] = [:]
    var unplaced: [String: Int] = [:]
    for (index, role) in roles.enumerated() {
      places[Key(kind: role.kind.rawValue, namespace: role.namespace, name: role.name)] = index
      guard role.kind == .role else { continue }
      if role.isUnplaced { unplaced[role.name] = index } else { placed[role.name] = index }
    }
    for (index, binding) in bindings.enumerated() {
      let namespace = binding.roleRef.kind == "Role" ? binding.namespace : ""
      // A Role that names no namespace may be in the binding's, and the reverse.
      let role =
        places[Key(kind: binding.roleRef.kind, namespace: namespace, name: binding.roleRef.name)]
        ?? (binding.roleRef.kind == "Role"
          ? (binding.isUnplaced ? placed : unplaced)[binding.roleRef.name] : nil)
      boundRoles.append(role)
      if let role { self.bindings[role, default: []].append(index) }
    }
    aggregate(roles, bindings)
  }

  /// The bindings that give a role's rules to somebody, be it through an aggregated ClusterRole.
  func holders(of role: Int, among bindings: [RoleBinding]) -> RoleHolders {
    holders[role] ?? RoleHolders(self.bindings[role] ?? [], among: bindings)
  }

  /// Whether an aggregated ClusterRole selects it.
  func isPart(_ role: Int) -> Bool { aggregatedParts.contains(role) }

  /// Gives parts the bindings of the roles that take them in: those of a circle of roles that
  /// aggregate each other are the same for all, and made once.
  private mutating func aggregate(_ roles: [Role], _ bindings: [RoleBinding]) {
    let clusterRoles = roles.indices.filter { roles[$0].kind == .clusterRole }
    guard clusterRoles.contains(where: { roles[$0].aggregationRule != nil }) else { return }
    let labelled = LabelledRoles(roles, among: clusterRoles)
    /// By role, the choices that it is in; by choice, the roles that it is of.
    var edges: [[Int]] = Array(repeating: [], count: roles.count)
    for role in clusterRoles {
      for selector in roles[role].aggregationRule ?? [] {
        let node = roles.count + labelled.choice(of: selector)
        while edges.count <= node { edges.append([]) }
        edges[node].append(role)
      }
    }
    for (number, choice) in labelled.choices.enumerated() {
      let node = roles.count + number
      for part in choice {
        edges[part].append(node)
        if edges[node].contains(where: { $0 != part }) { aggregatedParts.insert(part) }
      }
    }
    let components = Components(edges)
    var known: [RoleHolders] = []
    for members in components.all {
      let own = members.flatMap { $0 < roles.count ? self.bindings[$0] ?? [] : [] }
      let others = Set(members.flatMap { edges[$0] }.map { components.ofNode[$0] })
        .filter { $0 < known.count }
      known.append(RoleHolders.joined(own, with: others.map { known[$0] }, among: bindings))
      for role in members where role < roles.count && !edges[role].isEmpty {
        holders[role] = known[known.count - 1]
      }
    }
  }
}
