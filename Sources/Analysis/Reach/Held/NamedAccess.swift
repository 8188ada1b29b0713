// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Something that is allowed somewhere, for objects of some names.
protocol NamedAccess {
  var scope: Scope { get }
  /// The names that it is limited to; `nil` for any.
  var names: [String]? { get }
}

extension NamedAccess {
  /// Whether it is allowed for an object of this name.
  func allows(name: String) -> Bool { names.map { $0.contains(name) } ?? true }

  /// Whether it is allowed wherever another one is.
  func covers(_ other: Self) -> Bool {
    guard scope.covers(other.scope) else { return false }
    guard let names else { return true }
    return other.names?.allSatisfy(names.contains) ?? false
  }
}

extension Array where Element: NamedAccess {
  /// Those that none before them covers: what comes first has the shorter way. Where several
  /// together cover one, name by name, it is left out too.
  var withoutCovered: [Element] {
    guard count > 1 else { return self }
    var whole: Set<Scope> = []
    var named: [Scope: Set<String>] = [:]
    return filter { access in
      if whole.contains(.cluster) || whole.contains(access.scope) { return false }
      guard let names = access.names else {
        whole.insert(access.scope)
        return true
      }
      let everywhere = access.scope == .cluster ? nil : named[.cluster]
      let isCovered = names.allSatisfy {
        named[access.scope]?.contains($0) == true || everywhere?.contains($0) == true
      }
      if !isCovered { named[access.scope, default: []].formUnion(names) }
      return !isCovered
    }
  }
}
