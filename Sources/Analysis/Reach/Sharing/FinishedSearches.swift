// SPDX-License-Identifier: Apache-2.0

/// Finished searches, by the users that they began with.
struct FinishedSearches {
  private var searches: [ReachSearch.Mode: [Int: KeptSearch]] = [:]
  /// How others come to one of those, by their numbers.
  private var ways: [ReachSearch.Mode: [Int: WayToKept]] = [:]

  subscript(user: KnownUser, mode: ReachSearch.Mode) -> ReachSearch? {
    searches[mode]?[user.number]?.search
  }

  /// How somebody comes to one with a finished search that does not come to everything.
  func way(from user: KnownUser, _ mode: ReachSearch.Mode) -> WayToKept? {
    if let way = ways[mode]?[user.number] { return way }
    guard let kept = searches[mode]?[user.number], kept.search.everything == nil else { return nil }
    return WayToKept(hops: [], kept: kept)
  }

  /// Keeps a search, or how its root comes to the one that it goes on from, where that found most of
  /// it.
  mutating func keep(_ search: ReachSearch) {
    let number = search.identities[search.root].known.number
    if search.everything == nil, let way = search.way, let size = search.continuedSize,
      search.identities.count < size + size / 4 + 16
    {
      ways[search.mode, default: [:]][number] = way
    } else {
      searches[search.mode, default: [:]][number] = KeptSearch(search.wayToEverything ?? search)
    }
  }
}
