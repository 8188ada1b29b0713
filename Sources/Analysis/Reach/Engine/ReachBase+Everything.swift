// SPDX-License-Identifier: Apache-2.0

package import RBAC

extension ReachBase {
  /// The steps by which somebody comes to every request; `nil` where they do not, or have it
  /// without any step.
  ///
  /// - Parameter modelled: the routes that count besides those that the API server alone decides.
  package func pathToEverything(
    from user: User, modelled: [any Route.Type] = []
  ) -> [ReachStep]? {
    let search = ReachSearch(self, from: user, mode: ReachSearch.Mode(besides: modelled))
    var once = MadeOnce(self, from: user)
    guard
      case .found(let path, _) = once.path(
        search.pathToEverything, of: search, { $0.pathToEverything })
    else { return nil }
    return path.isEmpty ? nil : path
  }

  /// The steps by which each of some users comes to every request, by their places; those are left
  /// out who do not.
  ///
  /// - Parameter modelled: the routes that count besides those that the API server alone decides.
  package func pathsToEverything(
    from users: [User], modelled: [any Route.Type] = []
  ) -> [Int: [ReachStep]] {
    // What one comes to, many others do too; few have shorter ways when looked at alone.
    if users.count > Self.fewUsers { keepSearches() }
    var found: [Int: [ReachStep]] = [:]
    for place in users.indices {
      found[place] = pathToEverything(from: users[place], modelled: modelled)
    }
    return found
  }

  /// How many users are looked at one by one, whatever the searches have in common.
  static let fewUsers = 32
}
