// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Finds paths on which each role that bindings wait for is made once.
///
/// A search adds up what everybody can write into such a role, though whoever makes it keeps the
/// others from making it. Where a path makes one twice, one search for each of its makers, and one
/// for all others, tells whether there is another path.
struct MadeOnce {
  enum Answer {
    case found([ReachStep], ReachSearch)
    case none
    /// Not all that could be chosen was tried.
    case open
  }

  /// How many searches are made before the answer is left open.
  private static let mostSearches = 64

  private let base: ReachBase
  private let user: User
  private var searches: [ReachSearch.Mode: ReachSearch] = [:]

  init(_ base: ReachBase, from user: User) {
    self.base = base
    self.user = user
  }

  /// - Parameters:
  ///   - path: that a search found; `nil` where it found none.
  ///   - find: how a path is found in another search.
  mutating func path(
    _ path: [ReachStep]?, of search: ReachSearch, _ find: (ReachSearch) -> [ReachStep]?
  ) -> Answer {
    guard let path else { return .none }
    guard let (role, makers) = search.clash(in: path) else { return .found(path, search) }
    var others = makers
    if case .none(let known)? = search.mode.makers[role] { others.formUnion(known) }
    var isOpen = false
    for choice in makers.map(RoleMaking.Choice.only) + [.none(of: others)] {
      var mode = search.mode
      mode.makers[role] = choice
      guard let other = self.search(mode) else { return .open }
      switch self.path(find(other), of: other, find) {
      case .found(let path, let search): return .found(path, search)
      case .open: isOpen = true
      case .none: break
      }
    }
    return isOpen ? .open : .none
  }

  private mutating func search(_ mode: ReachSearch.Mode) -> ReachSearch? {
    if let known = searches[mode] { return known }
    guard searches.count < Self.mostSearches else { return nil }
    let found = ReachSearch(base, from: user, mode: mode)
    searches[mode] = found
    return found
  }
}
