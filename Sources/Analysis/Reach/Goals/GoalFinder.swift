// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import Manifests
import RBAC

/// Finds goals in what a search came to.
struct GoalFinder {
  /// A rule that an identity has, which allows a request.
  private struct Holder {
    var identity: Int
    var held: HeldRule
  }

  private let search: ReachSearch
  private let requests: GoalRequests
  /// The first holder of each atom of the goals.
  private var holders: [Holder?]

  init(_ search: ReachSearch, _ requests: GoalRequests) {
    self.search = search
    self.requests = requests
    holders = Array(repeating: nil, count: requests.atoms.count)
    guard !requests.atoms.isEmpty else { return }
    var open = requests.atoms.count
    for power in search.powers { note(power, of: 0, &open) }
    note(search.root, &open)
    for place in search.identities.indices where open > 0 && !search.isSuperseded(place) {
      note(place, &open)
    }
    // What a binding gives to all, somebody may have by a shorter way.
    for held in search.shared where open > 0 { note(held, of: 0, &open) }
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
    return [search.identities[place].step.map { search.chain(of: [$0]) } ?? []]
  }

  /// Whoever may be impersonated need not be there: the name of an account in a namespace that
  /// nothing is in will do.
  private func impersonation(of user: User) -> [[ReachStep]] {
    let account = user.serviceAccount
    let asked: [(route: RouteRequest, name: String)]
    if let account, user == User.serviceAccount(namespace: account.namespace, name: account.name) {
      asked = [(ImpersonationRoute.accounts, account.name)]
    } else {
      guard account == nil else { return [] }
      asked =
        [(ImpersonationRoute.users, user.name)]
        + user.groups.filter { $0 != User.authenticated }.map { (ImpersonationRoute.groups, $0) }
    }
    let scope = account.map { Scope.namespace($0.namespace) } ?? .cluster
    for place in search.identities.indices where search.identities[place].hasCredentials {
      let view = IdentityView(search.base, user: user, rules: search.allRules(of: place))
      let requests = asked.compactMap { route, name in
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
    var found: [(Int, HeldRule, String)] = []
    for held in search.powers {
      if held.scope.covers(scope), let verb = read.verb(allowedBy: held.rule) {
        found.append((0, held, verb))
      }
    }
    for place in [search.root] + Array(search.identities.indices) {
      let identity = search.identities[place]
      if identity.filter == nil, identity.extra.isEmpty, identity.known.secretReads.isEmpty,
        place != 0
      {
        continue
      }
      var rules = identity.known.secretReads + identity.extra
      if place == 0 { rules += search.shared }
      if let filter = identity.filter { rules = filter.apply(to: rules) }
      // A name is enough where one namespace is asked about, as one Secret is then read.
      let match = rules.first { held in
        held.scope.covers(scope) && (scope != .cluster || held.rule.resourceNames.isEmpty)
          && read.verb(allowedBy: held.rule) != nil
      }
      if let match, let verb = read.verb(allowedBy: match.rule) {
        found.append((place, match, verb))
        break
      }
    }
    return found.map { place, held, verb in
      let request = read.request(verb: verb, in: scope, name: held.rule.resourceNames.first ?? "")
      return finished([ReachRequest(request: request, held: held)], as: place, for: goal)
    }
  }

  private func path(to atom: Atom, for goal: ReachGoal) -> [[ReachStep]] {
    func path(by rules: [HeldRule], of place: Int) -> [ReachStep]? {
      rules.first { $0.scope.covers(atom.scope) && $0.rule.allows(atom) }.map { held in
        let request = atom.asked(for: held.rule, in: held.scope)
        return finished([ReachRequest(asking: request, held: held)], as: place, for: goal)
      }
    }
    // What a binding gives to all, somebody may have by a shorter way.
    var paths = path(by: search.shared, of: 0).map { [$0] } ?? []
    for place in [search.root] + Array(search.identities.indices) {
      let own =
        search.allRules(of: place, withShared: false) + (place == 0 ? search.powers : [])
      guard let found = path(by: own, of: place) else { continue }
      paths.insert(found, at: 0)
      break
    }
    return paths
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

extension ReachSearch {
  /// Steps with all that must come before them, in order.
  func chain(of last: [Int]) -> [ReachStep] { places(of: last).map { steps[$0] } }

  /// The steps that lead to some, by their numbers, each after all that it needs.
  func places(of last: [Int]) -> [Int] {
    var done: Set<Int> = []
    var order: [Int] = []
    // A step is entered first, and left when all before it are there.
    var open = last.reversed().map { (number: $0, isLeft: false) }
    while let (number, isLeft) = open.popLast() {
      if isLeft {
        order.append(number)
        continue
      }
      guard done.insert(number).inserted else { continue }
      open.append((number, true))
      open += before(steps[number]).reversed().map { ($0, false) }
    }
    return order
  }

  /// What must come before steps that are not the search's own.
  func chain(to last: [ReachStep]) -> [ReachStep] { chain(of: last.flatMap(before)) }

  private func before(_ step: ReachStep) -> [Int] {
    var numbers = step.parts
    let identity = identities[step.identity]
    let needsCredentials = RouteRegistry.needCredentials.contains(step.route)
    let credentialStep = needsCredentials ? identity.credentialStep : nil
    if let came = credentialStep ?? identity.step { numbers.append(came) }
    for request in step.requests {
      if case .step(let number)? = request.held?.source { numbers.append(number) }
    }
    return numbers
  }
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
