// SPDX-License-Identifier: Apache-2.0

extension Policy {
  /// A user as this policy knows one: found once, it can be asked about many times. Of no use to
  /// another policy.
  package final class Requester: Sendable {
    let user: User
    /// The user and those of its groups that bindings name.
    let principals: [UInt32]
    let isSuperuser: Bool

    init(user: User, principals: [UInt32]) {
      self.user = user
      self.principals = principals
      isSuperuser = user.isSuperuser
    }
  }

  /// A request as this policy knows one: found once, it can be asked for many users. Of no use to
  /// another policy.
  package final class AskedRequest: Sendable {
    let request: Request
    let tokens: RequestTokens

    init(request: Request, tokens: RequestTokens) {
      self.request = request
      self.tokens = tokens
    }
  }

  /// What the rules say of a request, and whether bindings may say more.
  struct Verdict {
    var grant: Grant?
    /// When there is no grant: whether a binding that applies may grant more than the input shows.
    var isOpen = false
  }

  package func requester(for user: User) -> Requester {
    var principals: [UInt32] = []
    if let name = holdings.principal(tokens.token(of: user.name), isGroup: false) {
      principals.append(name)
    }
    principals += user.groups.compactMap {
      holdings.principal(tokens.token(of: $0), isGroup: true)
    }
    return Requester(user: user, principals: principals)
  }

  package func asked(_ request: Request) -> AskedRequest {
    AskedRequest(request: request, tokens: tokens.tokens(of: request))
  }

  /// What the API server would answer. Any number of rules may allow a request; the decision names
  /// the one that comes first: ClusterRoleBindings before RoleBindings, bindings in the order
  /// given, rules as written.
  ///
  /// Source: kubernetes/kubernetes, `VisitRulesFor` in pkg/registry/rbac/validation/rule.go.
  package func decide(_ request: Request, by user: User) -> Decision {
    decide(asked(request), by: requester(for: user))
  }

  package func decide(_ request: Request, by requester: Requester) -> Decision {
    decide(asked(request), by: requester)
  }

  package func decide(_ request: AskedRequest, by requester: Requester) -> Decision {
    guard !requester.isSuperuser else { return Decision(basis: .superuser) }
    let verdict = requester.principals.withUnsafeBufferPointer {
      self.verdict(on: request.tokens, by: $0)
    }
    if let grant = verdict.grant { return Decision(grant) }
    guard verdict.isOpen || !unplaced.isEmpty else { return Decision(basis: .noRule) }
    return refusal(of: request, by: requester)
  }

  /// The rule that allows a request of these principals.
  func verdict(
    on request: RequestTokens, by principals: UnsafeBufferPointer<UInt32>
  ) -> Verdict {
    var verdict = Verdict()
    for principal in principals {
      if let number = holdings.clusterWide(of: principal) { look(in: number, request, &verdict) }
    }
    // RoleBindings are only looked at where the request has a namespace: paths and cluster-scoped
    // resources never have.
    guard verdict.grant == nil, request.namespace != .unknown else { return verdict }
    for principal in principals {
      if let number = holdings.local(of: principal, in: request.namespace) {
        look(in: number, request, &verdict)
      }
    }
    return verdict
  }

  @inline(__always)
  private func look(in number: Int, _ request: RequestTokens, _ verdict: inout Verdict) {
    let holdings = holdings.all[number]
    if !holdings.open.isEmpty { verdict.isOpen = true }
    guard let grant = first(in: holdings, allowing: request) else { return }
    if verdict.grant.map({ grant.precedes($0) }) ?? true { verdict.grant = grant }
  }

  private func first(
    in holdings: BindingTable.Holdings, allowing request: RequestTokens
  ) -> Grant? {
    if let joined = holdings.joined {
      return rules.first(in: Int(joined), allowing: request).map {
        Grant(
          self.holdings.items[Int(holdings.items.start + $0.member)], rule: Int($0.rule))
      }
    }
    for index in holdings.items.range {
      let holding = self.holdings.items[index]
      if let place = rules.first(in: Int(holding.rules), allowing: request) {
        return Grant(holding, rule: Int(place.rule))
      }
    }
    return nil
  }

  /// The answer where no rule allows a request, and more may be there than the input shows.
  private func refusal(of asked: AskedRequest, by requester: Requester) -> Decision {
    let request = asked.request
    let clusterWide = openBindings(
      of: requester.principals.compactMap { holdings.clusterWide(of: $0) })
    let local = openBindings(
      of: requester.principals.compactMap { holdings.local(of: $0, in: asked.tokens.namespace) })
    let possible =
      (clusterWide + local).flatMap { possiblyAllowing(request, throughBinding: $0) }.distinct
      + unplacedAllowing(request, by: requester.user)
    let unresolved =
      clusterWide.flatMap(unresolved).distinct + local.flatMap(unresolved).distinct
    return Decision(
      basis: .noRule, unresolved: unresolved + possible,
      undetermined: !possible.isEmpty || (!unresolved.isEmpty && !closedWorld))
  }

  private func openBindings(of numbers: [Int]) -> [Int] {
    numbers.flatMap { holdings.open[holdings.all[$0].open.range] }
  }
}

extension Grant {
  fileprivate init(_ holding: BindingTable.Holding, rule: Int) {
    self.init(
      binding: Int(holding.binding), subject: Int(holding.subject), role: Int(holding.role),
      rule: rule)
  }

  /// Two principals of one user may be subjects of one binding; the first subject is the one named.
  fileprivate func precedes(_ other: Grant) -> Bool {
    (binding, rule, subject) < (other.binding, other.rule, other.subject)
  }
}
