// SPDX-License-Identifier: Apache-2.0

extension Policy {
  /// A user as this policy knows one: found once, it can be asked about many times. Of no use to
  /// another policy.
  package struct Requester: Sendable {
    let user: User
    let principals: [BindingTable.Principal]
    /// What the principals have cluster-wide.
    let clusterWide: [Int]
    let isSuperuser: Bool
  }

  package func requester(for user: User) -> Requester {
    var principals = [BindingTable.Principal(name: tokens.token(of: user.name), isGroup: false)]
    for group in user.groups {
      principals.append(.init(name: tokens.token(of: group), isGroup: true))
    }
    principals.removeAll { $0.name == .unknown }
    return Requester(
      user: user, principals: principals,
      clusterWide: principals.compactMap {
        holdings.number(of: $0, in: BindingTable.wholeCluster)
      },
      isSuperuser: user.isSuperuser)
  }

  /// What the API server would answer. Any number of rules may allow a request; the decision names
  /// the one that comes first: ClusterRoleBindings before RoleBindings, bindings in the order
  /// given, rules as written.
  ///
  /// Source: kubernetes/kubernetes, `VisitRulesFor` in pkg/registry/rbac/validation/rule.go.
  package func decide(_ request: Request, by user: User) -> Decision {
    decide(request, by: requester(for: user))
  }

  package func decide(_ request: Request, by requester: Requester) -> Decision {
    guard !requester.isSuperuser else {
      return Decision(basis: .superuser, unresolved: [], undetermined: false)
    }
    let asked = tokens.tokens(of: request)
    if let grant = first(among: requester.clusterWide, allowing: asked) {
      return Decision(basis: .grant(grant), unresolved: [], undetermined: false)
    }
    // RoleBindings are only looked at where the request has a namespace: paths and cluster-scoped
    // resources never have.
    let local = namespaced(request, of: requester)
    if let grant = first(among: local, allowing: asked) {
      return Decision(basis: .grant(grant), unresolved: [], undetermined: false)
    }
    let holders = requester.clusterWide + local
    let possible =
      possiblyAllowing(request, among: holders) + unplacedAllowing(request, by: requester.user)
    let unresolved = unresolved(among: requester.clusterWide) + unresolved(among: local)
    return Decision(
      basis: .noRule, unresolved: unresolved + possible,
      undetermined: !possible.isEmpty || (!unresolved.isEmpty && !closedWorld))
  }

  private func namespaced(_ request: Request, of requester: Requester) -> [Int] {
    guard case .resource(let request) = request, !request.namespace.isEmpty else { return [] }
    let namespace = tokens.token(of: request.namespace)
    guard namespace != .unknown else { return [] }
    return requester.principals.compactMap { holdings.number(of: $0, in: namespace) }
  }

  private func first(among numbers: [Int], allowing request: RequestTokens) -> Grant? {
    var first: Grant?
    for number in numbers {
      guard let grant = self.first(in: holdings[number], allowing: request) else { continue }
      if first.map({ grant.precedes($0) }) ?? true { first = grant }
    }
    return first
  }

  private func first(
    in holdings: BindingTable.Holdings, allowing request: RequestTokens
  ) -> Grant? {
    if let joined = holdings.joined {
      return rules.first(in: joined, allowing: request).map {
        Grant(holdings.items[Int($0.member)], rule: Int($0.rule))
      }
    }
    for holding in holdings.items {
      if let place = rules.first(in: holding.rules, allowing: request) {
        return Grant(holding, rule: Int(place.rule))
      }
    }
    return nil
  }

  /// Roles of which it is not known whether they allow the request.
  private func possiblyAllowing(_ request: Request, among numbers: [Int]) -> [Unresolved] {
    var seen: Set<Unresolved> = []
    return numbers.flatMap { holdings[$0].possible }
      .flatMap { possiblyAllowing(request, throughBinding: $0) }
      .filter { seen.insert($0).inserted }
  }

  private func unresolved(among numbers: [Int]) -> [Unresolved] {
    var seen: Set<Unresolved> = []
    return numbers.flatMap { holdings[$0].unresolved }.filter { seen.insert($0).inserted }
  }
}

extension Grant {
  fileprivate init(_ holding: BindingTable.Holding, rule: Int) {
    self.init(
      binding: holding.binding, subject: holding.subject, role: holding.role, rule: rule)
  }

  /// Two principals of one user may be subjects of one binding; the first subject is the one named.
  fileprivate func precedes(_ other: Grant) -> Bool {
    (binding, rule, subject) < (other.binding, other.rule, other.subject)
  }
}
