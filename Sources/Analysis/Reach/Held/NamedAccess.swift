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
  /// Those that none before them covers: what comes first has the shorter way.
  var withoutCovered: [Element] {
    reduce(into: []) { kept, access in
      if !kept.contains(where: { $0.covers(access) }) { kept.append(access) }
    }
  }
}
