// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Which bindings refer to which roles, and which roles are parts of which.
struct RoleReferences {
  private struct Key: Hashable {
    var kind: String
    var namespace: String
    var name: String
  }

  private struct Label: Hashable {
    var key: String
    var value: String
  }

  /// The role of each binding; `nil` where there is none.
  private(set) var boundRoles: [Int?] = []
  /// The bindings that refer to a role.
  private(set) var bindings: [Int: [Int]] = [:]
  /// The aggregated ClusterRoles that select a role themselves.
  private var parents: [Int: [Int]] = [:]

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
    aggregate(roles)
  }

  /// Most selectors name one label and value: looking those up spares comparing all with all.
  private mutating func aggregate(_ roles: [Role]) {
    let clusterRoles = roles.indices.filter { roles[$0].kind == .clusterRole }
    var labelled: [Label: [Int]] = [:]
    for index in clusterRoles {
      for (key, value) in roles[index].labels {
        labelled[Label(key: key, value: value), default: []].append(index)
      }
    }
    for aggregator in clusterRoles {
      var parts: Set<Int> = []
      for selector in roles[aggregator].aggregationRule ?? [] {
        let candidates =
          selector.matchLabels.min { $0.key < $1.key }
          .map { labelled[Label(key: $0.key, value: $0.value)] ?? [] } ?? clusterRoles
        parts.formUnion(
          candidates.filter { $0 != aggregator && selector.matches(roles[$0].labels) })
      }
      for part in parts.sorted() { parents[part, default: []].append(aggregator) }
    }
  }

  /// The aggregated ClusterRoles that a role's rules go into, be it through others.
  func aggregators(of role: Int) -> [Int] {
    var found: Set<Int> = []
    var waiting = parents[role] ?? []
    while let next = waiting.popLast() {
      guard next != role, found.insert(next).inserted else { continue }
      waiting += parents[next] ?? []
    }
    return found.sorted()
  }
}
