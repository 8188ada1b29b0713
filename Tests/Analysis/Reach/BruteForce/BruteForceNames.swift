// SPDX-License-Identifier: Apache-2.0

import RBAC

/// The names that requests of a brute-force search may have.
struct BruteForceNames {
  let namespaces: [String]
  /// Service accounts by their user names, and other users.
  let users: [String]
  let groups: [String]
  let roles: [String]
  let bindings: [String]
  /// Labels that every aggregated role selects.
  let labels: [String: String]
  /// All names that rules have.
  let written: [String]

  init(_ cluster: BruteForceCluster, accounts: [User]) {
    var namespaces: Set = ["default", "kube-system"]
    namespaces.formUnion(cluster.roles.map(\.namespace))
    namespaces.formUnion(cluster.bindings.map(\.namespace))
    namespaces.formUnion(cluster.bindings.flatMap(\.groups).compactMap(Self.namespace))
    namespaces.formUnion(accounts.map { Self.place(of: $0).namespace })
    namespaces.remove("")
    self.namespaces = namespaces.sorted()
    let written = Set(cluster.roles.flatMap(\.rules).flatMap(\.resourceNames))
    self.written = written.sorted()
    func named(on resource: String) -> [String] {
      cluster.roles.flatMap(\.rules).filter { $0.resources.contains(resource) }
        .flatMap(\.resourceNames)
    }
    users = Set(accounts.map(\.name)).union(cluster.bindings.flatMap(\.users))
      .union(["somebody", "system:node:some"]).union(named(on: "users"))
      .union(
        named(on: "serviceaccounts").flatMap { name in
          namespaces.map { "system:serviceaccount:\($0):\(name)" }
        }
      ).sorted()
    groups = Set(cluster.bindings.flatMap(\.groups)).union(["system:masters", "system:nodes"])
      .union(named(on: "groups")).sorted()
    roles = Set(cluster.roles.map(\.name)).union(cluster.bindings.map(\.roleName)).union(written)
      .sorted()
    bindings = Set(cluster.bindings.map(\.name)).union(written).sorted()
    labels = Dictionary(
      cluster.roles.flatMap { ($0.selectors ?? []).flatMap { $0 } }.map { ($0.key, $0.value) }
    ) { $1 }
  }

  /// The namespace of which a group has the service accounts.
  static func namespace(ofAccountsIn group: String) -> String? {
    let prefix = "system:serviceaccounts:"
    return group.hasPrefix(prefix) ? String(group.dropFirst(prefix.count)) : nil
  }

  static func place(of account: User) -> (namespace: String, name: String) {
    let parts = account.name.split(separator: ":").map(String.init)
    return (parts[2], parts[3])
  }

  /// Whom an impersonation with a name and groups means.
  static func user(_ name: String, _ groups: [String]) -> User {
    var groups = groups
    if groups.isEmpty, name.hasPrefix("system:serviceaccount:") {
      groups = [
        "system:serviceaccounts", "system:serviceaccounts:\(name.split(separator: ":")[2])",
      ]
    }
    if !groups.contains("system:authenticated"), !groups.contains("system:unauthenticated") {
      groups.append("system:authenticated")
    }
    return User(name: name, groups: groups)
  }

  /// All choices of groups; of more than four, none, each one and all.
  static func subsets(of groups: [String]) -> [[String]] {
    guard groups.count <= 3 else { return [[]] + groups.map { [$0] } + [groups] }
    return groups.reduce([[]]) { subsets, group in subsets + subsets.map { $0 + [group] } }
  }
}
