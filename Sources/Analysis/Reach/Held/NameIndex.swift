// SPDX-License-Identifier: Apache-2.0

import RBAC

/// What is allowed, found by where it holds and the names that it is limited to.
struct NameIndex<Access: NamedAccess> {
  private struct Place: Hashable {
    var scope: Scope?
    /// `nil` for what is limited to no names.
    var name: String?
  }

  private let all: [Access]
  private var places: [Place: [Int]] = [:]

  init(_ all: [Access]) {
    self.all = all
    for (number, access) in all.enumerated() {
      for name in access.names.map({ $0.map(Optional.some) }) ?? [nil] {
        places[Place(scope: access.scope, name: name), default: []].append(number)
        places[Place(scope: nil, name: name), default: []].append(number)
      }
    }
  }

  /// Those that hold somewhere where another one does, for some name which that one allows, in
  /// order.
  func meeting(_ other: some NamedAccess) -> [Access] {
    // Whatever holds anywhere holds where something of the cluster does.
    let scopes: [Scope?] = other.scope == .cluster ? [nil] : [.cluster, other.scope]
    guard let names = other.names else {
      return all.filter { other.scope.meet($0.scope) != nil }
    }
    let found = scopes.flatMap { scope in
      ([nil] + names.map(Optional.some)).flatMap { places[Place(scope: scope, name: $0)] ?? [] }
    }
    return Set(found).sorted().map { all[$0] }
  }
}
