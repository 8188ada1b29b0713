// SPDX-License-Identifier: Apache-2.0

/// Who holds which roles where: bindings by principal and scope.
struct BindingTable: Sendable {
  /// A role that a principal has through a subject of a binding.
  struct Holding: Sendable {
    var binding: UInt32
    var subject: UInt32
    var role: UInt32
    var rules: UInt32
  }

  /// What one principal has in one scope, in the order of the bindings.
  struct Holdings: Sendable {
    /// Into `items`.
    fileprivate(set) var items = Span()
    /// Into `open`: the bindings that may grant more than the rules of their roles.
    fileprivate(set) var open = Span()
    /// The rules of all items as one set, once there are so many that asking each would be slow;
    /// a rule's member is the item's place among them.
    fileprivate(set) var joined: UInt32?
  }

  /// A range in half the memory: what is looked at for every request should stay close together.
  struct Span: Sendable {
    fileprivate(set) var start: UInt32 = 0
    fileprivate(set) var end: UInt32 = 0

    var range: Range<Int> { Int(start)..<Int(end) }
    var isEmpty: Bool { start == end }

    /// Makes it start at `place`, empty, and leaves the place behind it.
    fileprivate mutating func move(to place: inout UInt32) {
      let count = end - start
      (start, end) = (place, place)
      place += count
    }
  }

  /// A user or a group by its name's token.
  struct Principal: FlatKey {
    var name: Token
    var isGroup: Bool

    func hash(by hash: KeyedHash) -> UInt64 { hash(UInt64(name), isGroup ? 1 : 0) }
  }

  private struct Key: FlatKey {
    var principal: UInt32
    /// A namespace, or `wholeCluster`.
    var place: Token

    @inline(__always)
    func hash(by hash: KeyedHash) -> UInt64 { hash(UInt64(principal), UInt64(place)) }
  }

  /// What a principal has, at a glance.
  private struct Reach {
    /// The number of its holdings in the whole cluster, or -1.
    var clusterWide: Int32 = -1
    /// Whether it has any in a namespace.
    var isLocal = false
  }

  /// In the place of a namespace; no string has this token.
  static let wholeCluster: Token = .max - 1
  private static let nobody = UInt32.max

  private var principals = FlatMap<Principal>()
  private var reaches: [Reach] = []
  private var keys = FlatMap<Key>()
  private(set) var all: [Holdings] = []
  private(set) var items: [Holding] = []
  private(set) var open: [Int] = []
  /// By a name's token, the number of the user and of the group; kept by `finish`.
  private var users: [UInt32] = []
  private var groups: [UInt32] = []

  // Until `finish` sorts them by whose they are.
  private var addedItems: [(holdings: UInt32, item: Holding)] = []
  private var addedOpen: [(holdings: UInt32, binding: Int)] = []
  /// By the number of the holdings, the last binding seen: its further subjects add nothing.
  private var lastBindings: [Int] = []

  /// Gives `principal` in `place` what `binding` grants, unless an earlier subject of the binding
  /// already did.
  ///
  /// - Parameters:
  ///   - item: `nil` where the role is not there.
  ///   - isOpen: whether the binding may grant more than the input shows.
  mutating func add(
    _ item: Holding?, isOpen: Bool, to principal: Principal, in place: Token, by binding: Int
  ) {
    let principal = principals.insert(principal)
    if principal == reaches.count { reaches.append(Reach()) }
    let number = keys.insert(Key(principal: UInt32(principal), place: place))
    if number == all.count {
      all.append(Holdings())
      lastBindings.append(-1)
      if place == Self.wholeCluster {
        reaches[principal].clusterWide = Int32(number)
      } else {
        reaches[principal].isLocal = true
      }
    }
    guard lastBindings[number] != binding else { return }
    lastBindings[number] = binding
    if let item { addedItems.append((UInt32(number), item)) }
    if isOpen { addedOpen.append((UInt32(number), binding)) }
  }

  /// Makes ready to be asked; nothing is added afterwards. `tokens` is how many strings there are.
  mutating func finish(tokens: Int) {
    for (holdings, _) in addedItems { all[Int(holdings)].items.end += 1 }
    for (holdings, _) in addedOpen { all[Int(holdings)].open.end += 1 }
    var items: UInt32 = 0
    var open: UInt32 = 0
    for number in all.indices {
      all[number].items.move(to: &items)
      all[number].open.move(to: &open)
    }
    self.items = Array(
      repeating: Holding(binding: 0, subject: 0, role: 0, rules: 0), count: addedItems.count)
    self.open = Array(repeating: 0, count: addedOpen.count)
    for (holdings, item) in addedItems {
      self.items[Int(all[Int(holdings)].items.end)] = item
      all[Int(holdings)].items.end += 1
    }
    for (holdings, binding) in addedOpen {
      self.open[Int(all[Int(holdings)].open.end)] = binding
      all[Int(holdings)].open.end += 1
    }
    (addedItems, addedOpen, lastBindings) = ([], [], [])
    users = Array(repeating: Self.nobody, count: tokens)
    groups = users
    for (number, principal) in principals.keys.enumerated() {
      if principal.isGroup {
        groups[Int(principal.name)] = UInt32(number)
      } else {
        users[Int(principal.name)] = UInt32(number)
      }
    }
  }

  mutating func join(_ number: Int, into set: RuleTable.RuleSet) {
    all[number].joined = UInt32(set)
  }

  /// The number of a user or group that any binding names.
  @inline(__always)
  func principal(_ name: Token, isGroup: Bool) -> UInt32? {
    guard name < users.count else { return nil }
    let number = isGroup ? groups[Int(name)] : users[Int(name)]
    return number == Self.nobody ? nil : number
  }

  /// The number of what a principal holds everywhere.
  @inline(__always)
  func clusterWide(of principal: UInt32) -> Int? {
    let number = reaches[Int(principal)].clusterWide
    return number < 0 ? nil : Int(number)
  }

  /// The number of what a principal holds in a namespace alone.
  @inline(__always)
  func local(of principal: UInt32, in namespace: Token) -> Int? {
    guard namespace != .unknown, reaches[Int(principal)].isLocal else { return nil }
    return keys.number(of: Key(principal: principal, place: namespace))
  }
}
