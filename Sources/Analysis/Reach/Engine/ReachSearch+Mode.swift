// SPDX-License-Identifier: Apache-2.0

extension ReachSearch {
  /// Which steps a search may take.
  package struct Mode: Hashable, Sendable {
    /// Whether it may take those that need more than the API server.
    package var includesModelled: Bool
    /// Whether it takes what is not known for granted.
    package var isOptimistic: Bool
    /// Routes that it may not take, by id.
    package var without: Set<String>
    /// Modelled routes that it may take all the same, by id.
    var besides: Set<String> = []
    /// Who makes which role, of those that bindings wait for; whoever can, where nothing is said.
    var makers: [WritableRole.Target: RoleMaking.Choice] = [:]

    package init(
      includesModelled: Bool, isOptimistic: Bool = false, without: Set<String> = []
    ) {
      self.includesModelled = includesModelled
      self.isOptimistic = isOptimistic
      self.without = without
    }

    /// Decided routes, and some that are modelled.
    init(besides modelled: [any Route.Type]) {
      self.init(includesModelled: false)
      besides = Set(modelled.map { $0.id })
    }

    func takes(_ route: any Route.Type) -> Bool {
      includesModelled || route.certainty == .decided || besides.contains(route.id)
    }
  }
}
