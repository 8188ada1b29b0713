// SPDX-License-Identifier: Apache-2.0

/// What of requests that are checked twice those who are held may ask for, and where: two halves
/// come to something only where both hold.
struct HeldHalves {
  /// What is half of something in one scope, by the scope's number.
  struct Placed {
    let halves: JointHalves
    let scope: Int
  }

  /// What routes ask for that may be taken.
  private let asked: JointHalves
  /// Wherever they hold.
  private(set) var all: JointHalves = []
  /// What holds in a scope but not in all, by the scope's number; what holds in all is the first.
  private var places: [JointHalves] = [[]]
  /// Likewise, the rights to impersonate of those who are only impersonated themselves: they are of
  /// use to others alone.
  private var lent: [JointHalves] = [[]]
  /// What is active in each of them, and in any other.
  private var activePlaces: [JointHalves] = [[]]
  private var activeElsewhere: JointHalves = []

  /// What may come of what identities give each other, in some scope.
  private(set) var active: JointHalves = []
  /// Another number whenever something else is active somewhere.
  private(set) var version = 0

  /// What may come of what identities give each other in a scope, by the scope's number; of what
  /// is given in all scopes, what comes of it in any of them.
  func active(in scope: Int) -> JointHalves {
    scope < activePlaces.count ? activePlaces[scope] : activeElsewhere
  }

  /// - Parameter asked: what routes ask for that may be taken.
  init(asked: JointHalves) { self.asked = asked }

  /// Takes in what somebody has who is held.
  mutating func insert(_ held: [Placed]) {
    var isNew = false
    for one in held {
      addPlaces(upTo: one.scope)
      let halves = one.halves.intersection(asked)
      guard !places[one.scope].isSuperset(of: halves) else { continue }
      isNew = true
      places[one.scope].formUnion(halves)
      all.formUnion(halves)
    }
    if isNew { findActive() }
  }

  /// Takes in what somebody has who cannot use a right to impersonate.
  mutating func lend(_ held: [Placed]) {
    var isNew = false
    for one in held {
      addPlaces(upTo: one.scope)
      let halves = one.halves.intersection(.identities).intersection(asked)
      guard !lent[one.scope].isSuperset(of: halves) else { continue }
      isNew = true
      lent[one.scope].formUnion(halves)
    }
    if isNew { findActive() }
  }

  private mutating func addPlaces(upTo scope: Int) {
    while places.count <= scope {
      places.append([])
      lent.append([])
    }
  }

  private mutating func findActive() {
    let known = activePlaces
    // On whose behalf somebody may ask is of use to those alone who may ask on somebody's.
    let isConstrained = lent.reduce(all) { $0.union($1) }.contains(.constrainedIdentity)
    let useless: JointHalves = isConstrained ? [] : .constrainedTarget
    activeElsewhere = active(with: [], lent: lent[0].subtracting(useless))
    activePlaces = places.indices.map { place in
      active(with: places[place], lent: lent[0].union(lent[place]).subtracting(useless))
    }
    active = activePlaces.reduce(activeElsewhere) { $0.union($1) }
    // Who may write anywhere may where something comes of it.
    if !active.isEmpty { activePlaces[0].formUnion(places[0].intersection(.writing)) }
    activePlaces[0].formUnion(places[0].joined(with: all))
    active.formUnion(activePlaces[0])
    if activePlaces != known { version += 1 }
  }

  /// - Parameter here: what holds in a scope, besides what holds in all.
  private func active(with here: JointHalves, lent: JointHalves) -> JointHalves {
    let held = places[0].union(here)
    // Names and groups are asked for in the cluster, and on whose behalf in any namespace.
    var found = held.complete.union(all.intersection(.identities).complete)
    // Whoever lends what it has needs a right to write for it.
    found.formUnion(lent)
    // A right to write that is passed on lets others give what they have.
    if !found.isEmpty { found.formUnion(held.intersection(.writing)) }
    return found
  }
}
