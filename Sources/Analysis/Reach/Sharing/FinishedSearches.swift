// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Finished searches, by the users that they began with.
struct FinishedSearches {
  private var searches: [ReachSearch.Mode: [Int: KeptSearch]] = [:]
  /// How others come to one of those, by their numbers.
  private var ways: [ReachSearch.Mode: [Int: WayToKept]] = [:]

  /// A service account whose search is known, and how much it comes to.
  struct Star {
    let user: KnownUser
    let size: Int
    let hasEverything: Bool
  }

  /// Of each scope the service account that comes to most.
  private var stars: [ReachSearch.Mode: [Scope: Star]] = [:]

  /// The service account of a scope that comes to most.
  func star(in scope: Scope, _ mode: ReachSearch.Mode) -> Star? { stars[mode]?[scope] }

  private mutating func note(_ user: KnownUser, _ search: ReachSearch) {
    guard let namespace = user.namespace else { return }
    let star = Star(
      user: user, size: search.identities.count, hasEverything: search.everything != nil)
    for scope in [Scope.cluster, .namespace(namespace)] {
      let known = stars[search.mode]?[scope]
      let isMore =
        known.map { known in
          known.hasEverything == star.hasEverything
            ? star.size > known.size : star.hasEverything
        } ?? true
      if isMore { stars[search.mode, default: [:]][scope] = star }
    }
  }

  subscript(user: KnownUser, mode: ReachSearch.Mode) -> ReachSearch? {
    searches[mode]?[user.number]?.search
  }

  /// How somebody comes to one with a finished search that does not come to everything.
  func way(from user: KnownUser, _ mode: ReachSearch.Mode) -> WayToKept? {
    if let way = ways[mode]?[user.number] { return way }
    guard let kept = searches[mode]?[user.number], kept.search.everything == nil else { return nil }
    return WayToKept(hops: [], kept: kept)
  }

  /// Keeps a search, or how its root comes to the one that it goes on from, where that found most
  /// of it.
  mutating func keep(_ search: ReachSearch) {
    let user = search.identities[search.root].known
    let number = user.number
    note(user, search)
    if search.everything == nil, let way = search.way, let size = search.continuedSize,
      search.identities.count < size + size / 4 + 16
    {
      ways[search.mode, default: [:]][number] = way
    } else {
      searches[search.mode, default: [:]][number] = KeptSearch(search.wayToEverything ?? search)
    }
  }
}
