// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Who of a search may read Secrets, by where.
final class SecretIndex {
  /// A rule that allows reading Secrets.
  struct Read {
    var identity: Int
    var held: HeldRule
    var verb: String
  }

  /// The first of some identities who may read Secrets of each scope.
  private struct Reads {
    var byScope: [Scope: Read] = [:]
    /// Of every namespace, whatever their names.
    var all: Read?

    /// A name is enough where one namespace is asked about, as one Secret is then read.
    func first(in scope: Scope) -> Read? {
      if scope == .cluster { return all }
      let reads = [byScope[.cluster], byScope[scope]].compactMap(\.self)
      return reads.min { $0.identity < $1.identity }
    }
  }

  private let search: ReachSearch
  private lazy var own = reads(of: [search.root])
  private lazy var others = reads(of: Array(search.identities.indices))

  init(_ search: ReachSearch) { self.search = search }

  /// Ways to read Secrets of a scope: by other means than rules, and by the first who has a rule.
  func reads(in scope: Scope) -> [Read] {
    let powers = search.powers.compactMap { held -> Read? in
      guard held.scope.covers(scope) else { return nil }
      return read(held, by: 0)
    }
    if let own = own.first(in: scope) { return powers + [own] }
    guard let kept = search.sameAs else {
      return powers + (others.first(in: scope).map { [$0] } ?? [])
    }
    let index = kept.secrets ?? SecretIndex(kept.search)
    kept.secrets = index
    return index.reads(in: scope)
  }

  private func read(_ held: HeldRule, by place: Int) -> Read? {
    SecretReadingRoute.read.verb(allowedBy: held.rule).map {
      Read(identity: place, held: held, verb: $0)
    }
  }

  private func reads(of places: [Int]) -> Reads {
    var found = Reads()
    for place in places {
      let identity = search.identities[place]
      var rules = identity.known.secretReads + identity.extra
      if place == 0 { rules += search.shared.all }
      if let filter = identity.filter { rules = filter.apply(to: rules) }
      for held in rules {
        let isAll = held.scope == .cluster && held.rule.resourceNames.isEmpty
        guard found.byScope[held.scope] == nil || isAll && found.all == nil,
          let read = read(held, by: place)
        else { continue }
        if isAll, found.all == nil { found.all = read }
        if found.byScope[held.scope] == nil { found.byScope[held.scope] = read }
      }
    }
    return found
  }
}
