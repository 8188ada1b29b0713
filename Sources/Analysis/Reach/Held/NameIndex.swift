// SPDX-License-Identifier: Apache-2.0

import RBAC

/// What is allowed, found by where it holds and the names that it is limited to.
struct NameIndex<Access: NamedAccess> {
  private enum Key: Hashable {
    case scope(Scope)
    /// What is limited to no names; of every scope where none is given.
    case unnamed(Scope?)
    /// What is limited to a name, among others; of every scope where none is given.
    case named(Scope?, String)
  }

  private(set) var all: [Access] = []
  /// Places in `all`.
  private var places: [Key: [Int]] = [:]

  init() {}

  init(_ all: [Access]) {
    for access in all { append(access) }
  }

  mutating func append(_ access: Access) {
    let scopes = [access.scope, nil]
    let keys =
      access.names.map { names in scopes.flatMap { scope in names.map { .named(scope, $0) } } }
      ?? scopes.map(Key.unnamed)
    for key in keys + [.scope(access.scope)] { places[key, default: []].append(all.count) }
    all.append(access)
  }

  /// Whether all of it is allowed, name by name.
  func covers(_ access: Access) -> Bool {
    let scopes = [Scope.cluster, access.scope]
    if scopes.contains(where: { places[.unnamed($0)] != nil }) { return true }
    return access.names?.allSatisfy { name in
      scopes.contains { places[.named($0, name)] != nil }
    } ?? false
  }

  /// Those that hold somewhere where another one does, for some name which that one allows, in
  /// order.
  func meeting(_ other: some NamedAccess) -> [Access] {
    // Whatever holds anywhere holds where something of the cluster does.
    if other.scope == .cluster, other.names == nil { return all }
    let scopes: [Scope?] = other.scope == .cluster ? [nil] : [.cluster, other.scope]
    let keys =
      other.names.map { names in
        scopes.flatMap { scope in [.unnamed(scope)] + names.map { .named(scope, $0) } }
      } ?? scopes.compactMap { $0.map(Key.scope) }
    return Set(keys.flatMap { places[$0] ?? [] }).sorted().map { all[$0] }
  }
}
