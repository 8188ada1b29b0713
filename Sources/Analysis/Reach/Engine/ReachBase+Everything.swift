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
    var mode = ReachSearch.Mode(includesModelled: false)
    mode.besides = Set(modelled.map { $0.id })
    let search = ReachSearch(self, from: user, mode: mode)
    guard let everything = search.everything else { return nil }
    if let step = everything.step { return search.chain(of: [step]) }
    return search.identities[everything.identity].step.map { search.chain(of: [$0]) }
  }
}
