// SPDX-License-Identifier: Apache-2.0

/// Who holds which roles where: bindings by principal and scope.
struct BindingTable: Sendable {
  /// A role that a principal has through a subject of a binding.
  struct Holding: Sendable {
    var binding: Int
    var subject: Int
    var role: Int
    var rules: RuleTable.RuleSet
  }

  /// What one principal has in one scope, in the order of the bindings.
  struct Holdings: Sendable {
    var items: [Holding] = []
    /// The rules of all items as one set, once there are so many that asking each would be slow.
    var joined: RuleTable.RuleSet?
    var unresolved: [Unresolved] = []
    /// The bindings whose roles have rules of which it is not known whether they are there.
    var possible: [Int] = []
    /// The last binding seen: its further subjects add nothing.
    var lastBinding = -1
  }

  /// A user or a group by its name's token.
  struct Principal: Hashable, Sendable {
    var name: Token
    var isGroup: Bool
  }

  private struct Key: FlatKey {
    var principal: Principal
    /// A namespace, or `wholeCluster`.
    var place: Token

    var spread: UInt64 {
      (UInt64(principal.name) << 32 | UInt64(place)) &* 0xD6E8_FEB8_6659_FD93
        ^ (principal.isGroup ? 0x5851_F42D_4C95_7F2D : 0)
    }
  }

  /// In the place of a namespace; no string has this token.
  static let wholeCluster: Token = .max - 1

  private var keys = FlatMap<Key>()
  private var all: [Holdings] = []

  func number(of principal: Principal, in place: Token) -> Int? {
    keys.number(of: Key(principal: principal, place: place))
  }

  subscript(number: Int) -> Holdings { all[number] }

  var count: Int { all.count }

  /// Changes what `principal` has in `place` through `binding`, unless an earlier subject already
  /// did.
  mutating func update(
    _ principal: Principal, in place: Token, by binding: Int, _ change: (inout Holdings) -> Void
  ) {
    let number = keys.insert(Key(principal: principal, place: place))
    if number == all.count { all.append(Holdings()) }
    guard all[number].lastBinding != binding else { return }
    all[number].lastBinding = binding
    change(&all[number])
  }

  mutating func join(_ number: Int, into set: RuleTable.RuleSet) { all[number].joined = set }
}
