// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import Manifests
import RBAC

/// Finds goals in what a search came to.
struct GoalFinder {
  /// A rule that an identity has, which allows a request.
  struct Holder {
    var identity: Int
    var held: HeldRule
  }

  private let search: ReachSearch
  private let requests: GoalRequests
  /// The first holder of each atom of the goals.
  private var holders: [Holder?]
  private let secrets: SecretIndex

  init(_ search: ReachSearch, _ requests: GoalRequests) {
    self.search = search
    self.requests = requests
    secrets = SecretIndex(search)
    holders = Array(repeating: nil, count: requests.atoms.count)
    guard !requests.atoms.isEmpty else { return }
    var open = requests.atoms.count
    for power in search.powers { note(power, of: 0, &open) }
    note(search.root, &open)
    guard open > 0 else { return }
    if let kept = search.sameAs {
      if kept.holders?.requests !== requests {
        kept.holders = (requests, GoalFinder(kept.search, requests).holders)
      }
      let others = kept.holders?.found ?? []
      for atom in holders.indices where holders[atom] == nil { holders[atom] = others[atom] }
      return
    }
    for place in search.identities.indices where open > 0 && !search.isSuperseded(place) {
      note(place, &open)
    }
    // What a binding gives to all, somebody may have by a shorter way.
    for held in search.shared.all where open > 0 { note(held, of: 0, &open) }
  }

  private mutating func note(_ place: Int, _ open: inout Int) {
    let identity = search.identities[place]
    guard identity.filter == nil else {
      for held in search.allRules(of: place) { note(held, of: place, &open) }
      return
    }
    for found in requests.allowed(by: identity.known, in: search.base)
    where holders[found.atom] == nil {
      holders[found.atom] = Holder(identity: place, held: found.held)
      open -= 1
    }
    for held in identity.extra { note(held, of: place, &open) }
  }

  private mutating func note(_ held: HeldRule, of place: Int, _ open: inout Int) {
    for atom in requests.allowed(by: held.rule)
    where holders[atom] == nil && requests.holds(atom, in: held.scope) {
      holders[atom] = Holder(identity: place, held: held)
      open -= 1
    }
  }

  /// The shortest path to a goal that was found; `nil` where there is none.
  func path(to goal: ReachGoal) -> [ReachStep]? {
    var paths: [[ReachStep]] = []
    if let everything = search.everything {
      paths.append(pathToEverything(everything, for: goal))
    }
    switch goal {
    case .clusterAdmin: break
    case .node:
      if let step = search.node { paths.append(search.chain(of: [step])) }
    case .account(let account):
      paths += path(
        to: User.serviceAccount(namespace: account.namespace, name: account.name))
    case .user(let user): paths += path(to: user)
    case .secrets(let scope): paths += pathToSecrets(in: scope, for: goal)
    case .exec(let scope):
      for atom in PodExecRoute.atoms(in: search.base.version) {
        paths += path(to: Atom(atom.target, scope: scope), for: goal)
      }
    case .request(let target, let namespace?):
      paths += path(to: Atom(target, scope: .namespace(namespace)), for: goal)
    case .rbac, .action, .request:
      paths += (requests.ways[goal] ?? []).compactMap { path(by: $0, to: goal) }
    }
    return paths.min { $0.count < $1.count }
  }

  private func pathToEverything(
    _ everything: ReachSearch.Everything, for goal: ReachGoal
  ) -> [ReachStep] {
    if let step = everything.step { return search.chain(of: [step]) }
    let identity = search.identities[everything.identity]
    let held =
      identity.known.everything
      ?? identity.extra.first { $0.scope == .cluster && $0.isEverything }
    let request = ReachRequest(
      request: ResourceRequest(verb: "*", apiGroup: "*", resource: "*"), held: held,
      because: held == nil ? "members of system:masters are not asked" : nil)
    return finished([request], as: everything.identity, for: goal)
  }

  private func path(to user: User) -> [[ReachStep]] {
    guard let place = search.place(of: search.base.known(user)) else {
      return impersonation(of: user)
    }
    return [search.cause(of: place).step.map { search.chain(of: [$0]) } ?? []]
  }

  /// Whoever may be impersonated need not be there: the name of an account in a namespace that
  /// nothing is in will do.
  private func impersonation(of user: User) -> [[ReachStep]] {
    let account = user.serviceAccount
    let scope = account.map { Scope.namespace($0.namespace) } ?? .cluster
    let isPlain = account.map { user == .serviceAccount(namespace: $0.namespace, name: $0.name) }
    let groups = isPlain == true ? [] : user.groups.filter { $0 != User.authenticated }
    let asked: [(route: RouteRequest, name: String, scope: Scope)] =
      [
        account.map { (ImpersonationRoute.accounts, $0.name, scope) }
          ?? (ImpersonationRoute.users, user.name, scope)
      ] + groups.map { (ImpersonationRoute.groups, $0, .cluster) }
    for place in search.identities.indices where search.identities[place].hasCredentials {
      let view = IdentityView(search.base, user: user, rules: search.allRules(of: place))
      let requests = asked.compactMap { route, name, scope in
        view.matches(route).first { $0.scope.covers(scope) && $0.allows(name: name) }?
          .asked(name: name, in: scope)
      }
      guard requests.count == asked.count else { continue }
      let step = ReachStep(
        route: ImpersonationRoute.id, certainty: ImpersonationRoute.certainty, identity: place,
        requests: requests, result: .user(user))
      return [search.chain(to: [step]) + [step]]
    }
    return []
  }

  /// Reading what any Secret of the scope holds.
  private func pathToSecrets(in scope: Scope, for goal: ReachGoal) -> [[ReachStep]] {
    let read = SecretReadingRoute.read
    return secrets.reads(in: scope).map { found in
      let name = found.held.rule.resourceNames.first ?? ""
      let request = read.request(verb: found.verb, in: scope, name: name)
      return finished(
        [ReachRequest(request: request, held: found.held)], as: found.identity, for: goal)
    }
  }

  private func path(to atom: Atom, for goal: ReachGoal) -> [[ReachStep]] {
    AskedAtom(atom).holders(in: search).map { holder in
      let request = atom.asked(for: holder.held.rule, in: holder.held.scope)
      return finished(
        [ReachRequest(asking: request, held: holder.held)], as: holder.identity, for: goal)
    }
  }

  private func path(by way: GoalRequests.Way, to goal: ReachGoal) -> [ReachStep]? {
    var byIdentity: [Int: [ReachRequest]] = [:]
    var order: [Int] = []
    for atom in way.atoms {
      guard let holder = holders[atom] else { return nil }
      let request = requests.atoms[atom].asked(for: holder.held.rule, in: holder.held.scope)
      if byIdentity[holder.identity] == nil { order.append(holder.identity) }
      byIdentity[holder.identity, default: []].append(
        ReachRequest(asking: request, held: holder.held))
    }
    let last = order.map { identity in
      step(byIdentity[identity] ?? [], as: identity, for: goal, way: way.title)
    }
    return search.chain(to: last) + last
  }

  private func finished(
    _ requests: [ReachRequest], as identity: Int, for goal: ReachGoal
  ) -> [ReachStep] {
    let last = step(requests, as: identity, for: goal, way: "")
    return search.chain(to: [last]) + [last]
  }

  private func step(
    _ requests: [ReachRequest], as identity: Int, for goal: ReachGoal, way: String
  ) -> ReachStep {
    ReachStep(
      route: ReachStep.direct, certainty: .decided, identity: identity, requests: requests,
      result: .text(goal.title + (way.isEmpty ? "" : ", \(way)")))
  }
}

extension ReachStep {
  /// The route of a goal's own requests.
  package static let direct = "direct"
}

extension Atom {
  /// The atom's request as a rule allows it, with a name that it allows.
  func asked(for rule: PolicyRule, in place: Scope) -> Request {
    guard case .resource(var request) = self.request else { return self.request }
    request.namespace = scope.namespace ?? place.namespace ?? ""
    if request.name == Atom.anyName { request.name = rule.resourceNames.first ?? "" }
    return .resource(request)
  }
}
