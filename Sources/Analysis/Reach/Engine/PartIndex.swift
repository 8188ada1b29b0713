// SPDX-License-Identifier: Apache-2.0

import RBAC

/// The parts that were found, with the steps that found them.
package struct PartIndex {
  typealias Found = (part: Part, step: Int)

  /// Those of one kind, and the places of those among them that hold in some scope or for a name.
  private struct Kind {
    var all: [Found] = []
    var byScope: [Scope: [Int]] = [:]
    var unnamed: [Int] = []
    var unnamedByScope: [Scope: [Int]] = [:]
    var named: [String: [Int]] = [:]
    var namedByScope: [ScopedName: [Int]] = [:]
  }

  private struct ScopedName: Hashable {
    var scope: Scope
    var name: String
  }

  private var kinds: [Part.Kind: Kind] = [:]
  /// How many there are.
  private(set) var count = 0

  subscript(kind: Part.Kind) -> [Found] { kinds[kind]?.all ?? [] }

  /// False where what is known says as much.
  mutating func insert(_ part: Part, step: Int) -> Bool {
    var kind = kinds.removeValue(forKey: part.kind) ?? Kind()
    defer { kinds[part.kind] = kind }
    guard !Self.covers(kind, part) else { return false }
    let place = kind.all.count
    kind.all.append((part, step))
    kind.byScope[part.scope, default: []].append(place)
    count += 1
    guard let names = part.names else {
      kind.unnamed.append(place)
      kind.unnamedByScope[part.scope, default: []].append(place)
      return true
    }
    for name in names {
      kind.named[name, default: []].append(place)
      kind.namedByScope[ScopedName(scope: part.scope, name: name), default: []].append(place)
    }
    return true
  }

  private static func covers(_ kind: Kind, _ part: Part) -> Bool {
    let scopes = Set([Scope.cluster, part.scope])
    if scopes.contains(where: { kind.unnamedByScope[$0] != nil }) { return true }
    return part.names?.allSatisfy { name in
      scopes.contains { kind.namedByScope[ScopedName(scope: $0, name: name)] != nil }
    } ?? false
  }

  /// Those of two kinds that can be of one object: where both hold, with a name that both allow.
  func pairs(_ left: Part.Kind, _ right: Part.Kind) -> [(left: Found, right: Found)] {
    guard let left = kinds[left], let right = kinds[right] else { return [] }
    return left.all.flatMap { found in
      Self.partners(of: found.part, right).map { (found, right.all[$0]) }
    }
  }

  private static func partners(of part: Part, _ kind: Kind) -> [Int] {
    let places: [Int]
    switch (part.scope, part.names) {
    case (.cluster, nil): return Array(kind.all.indices)
    case (.cluster, let names?): places = kind.unnamed + names.flatMap { kind.named[$0] ?? [] }
    case (_, nil): places = [.cluster, part.scope].flatMap { kind.byScope[$0] ?? [] }
    case (_, let names?):
      places = [.cluster, part.scope].flatMap { scope in
        (kind.unnamedByScope[scope] ?? [])
          + names.flatMap { kind.namedByScope[ScopedName(scope: scope, name: $0)] ?? [] }
      }
    }
    return Set(places).sorted()
  }
}
