// SPDX-License-Identifier: Apache-2.0

import RBAC

/// The parts that were found, with the steps that found them.
package struct PartIndex {
  struct Found: NamedAccess {
    let part: Part
    let step: Int

    var scope: Scope { part.scope }
    var names: [String]? { part.names }
  }

  private var kinds: [Part.Kind: NameIndex<Found>] = [:]
  /// How many there are.
  private(set) var count = 0

  subscript(kind: Part.Kind) -> [Found] { kinds[kind]?.all ?? [] }

  /// False where what is known says as much.
  mutating func insert(_ part: Part, step: Int) -> Bool {
    let found = Found(part: part, step: step)
    guard kinds[part.kind]?.covers(found) != true else { return false }
    kinds[part.kind, default: NameIndex()].append(found)
    count += 1
    return true
  }

  /// Those of two kinds that can be of one object: where both hold, with a name that both allow.
  func pairs(_ left: Part.Kind, _ right: Part.Kind) -> [(left: Found, right: Found)] {
    guard let right = kinds[right] else { return [] }
    return self[left].flatMap { found in right.meeting(found).map { (found, $0) } }
  }
}
