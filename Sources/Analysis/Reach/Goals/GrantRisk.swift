// SPDX-License-Identifier: Apache-2.0

package import KubernetesAPI
import Manifests
package import RBAC

/// What rules come to beyond what they say, in words: the routes that their holder may take.
package struct GrantRisk: Sendable {
  /// How much more it is.
  package enum Level: String, Sendable, Comparable {
    /// No more than the rules say.
    case none
    /// Something that leads to no goal by itself.
    case influence
    /// Other accounts, Secrets, nodes or further rules.
    case escalation
    /// Every request there is.
    case everything = "cluster-admin"

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .none: 0
      case .influence: 1
      case .escalation: 2
      case .everything: 3
      }
    }
  }

  /// One thing that is come to.
  package struct Yield: Hashable, Sendable {
    package var level: Level
    /// `the service accounts of the namespace 'shop'`.
    package var words: String
    /// The ids of the routes that lead there, in the order in which they are taken; none where the
    /// rules say it themselves.
    package var routes: [String]
    package var certainty: Certainty
  }

  /// What is worst first.
  package let yields: [Yield]

  /// Of rules that no route asks for.
  package static let harmless = GrantRisk(yields: [])

  private init(yields: [Yield]) { self.yields = yields }

  package var level: Level { yields.map(\.level).max() ?? .none }

  /// `every request, as cluster-admin has it (by workload-writing, role-writing)`; what the same
  /// routes lead to together.
  package var sentence: String {
    guard !yields.isEmpty else { return "no more than its rules say" }
    var groups: [(routes: [String], words: [String])] = []
    for yield in yields {
      if let last = groups.last, last.routes == yield.routes {
        groups[groups.count - 1].words.append(yield.words)
      } else {
        groups.append((yield.routes, [yield.words]))
      }
    }
    return groups.map { routes, words in
      words.joined(separator: " and ")
        + (routes.isEmpty ? "" : " (by \(routes.joined(separator: ", ")))")
    }.joined(separator: "; ")
  }

  /// What a user comes to by what the base gives it.
  ///
  /// - Parameters:
  ///   - requests: of `Reach.clusterGoals`, for the base's policy.
  ///   - place: how scopes are called.
  package init(
    of user: User, in base: ReachBase, _ requests: GoalRequests,
    place: @escaping (Scope) -> String = { $0.place ?? "of every namespace" }
  ) {
    let known = base.known(user)
    guard !known.relevantRules.isEmpty || known.everything != nil else {
      yields = []
      return
    }
    var builder = Builder(place: place)
    let results = Reach(base, from: user).results(Reach.clusterGoals, requests)
    for result in results where result.verdict == .reachable { builder.add(result) }
    if !builder.hasEverything {
      var parts = PartIndex()
      for (number, candidate) in base.candidates(of: known, gated: false).enumerated() {
        builder.add(candidate)
        if case .part(let part) = candidate.outcome { _ = parts.insert(part, step: number) }
      }
      // An account that is made has what is bound to the groups of its namespace.
      for found in TokenCreationRoute.joined(parts) {
        builder.add(Candidate(TokenCreationRoute.self, [], found.outcome))
      }
    }
    yields = builder.yields
  }

  /// What rules come to where nothing else is bound than what every cluster binds by itself.
  ///
  /// - Parameters:
  ///   - rules: each in its scope.
  ///   - defaults: the default objects of Kubernetes, bindings included.
  ///   - place: how scopes are called.
  package init(
    of rules: [ScopedRule], defaults: DefaultObjects, table: APITable,
    place: @escaping (Scope) -> String = { $0.place ?? "of every namespace" }
  ) {
    guard rules.contains(where: { RouteRegistry.isRelevant($0.rule) }) else {
      self = .harmless
      return
    }
    var roles: [Role] = []
    var bindings: [RoleBinding] = []
    for (number, scope) in Set(rules.map(\.scope)).sorted().enumerated() {
      let role = Role(
        kind: .clusterRole, name: "\(Self.holderName)\(number)",
        rules: rules.filter { $0.scope == scope }.map(\.rule))
      roles.append(role)
      bindings.append(Self.binding(of: role, in: scope))
    }
    let policy = Policy(
      roles: roles + defaults.roles(besides: roles),
      bindings: bindings + defaults.bindings(besides: bindings), closedWorld: true)
    self.init(
      of: Self.holder, in: ReachBase(policy, version: table.version),
      GoalRequests(Reach.clusterGoals, table: table), place: place)
  }

  private static let holder = holder(0)
  private static let holderName = "\u{1}holder"

  /// One of many whom no manifest can name, since the name holds a control character.
  package static func holder(_ number: Int) -> User {
    User(name: "\(holderName)\(number)", groups: [User.authenticated])
  }

  /// A binding that gives a role to a holder alone.
  package static func binding(
    of role: Role, in scope: Scope, to holder: User = Self.holder
  ) -> RoleBinding {
    RoleBinding(
      kind: scope == .cluster ? .clusterRoleBinding : .roleBinding, name: holder.name,
      namespace: scope.namespace ?? "",
      roleRef: RoleBinding.RoleRef(kind: role.kind.rawValue, name: role.name),
      subjects: [Subject(kind: "User", name: holder.name)])
  }
}

/// Gathers what is come to, each thing once.
private struct Builder {
  private let place: (Scope) -> String
  private var found: [GrantRisk.Yield] = []
  private var places: [String: Int] = [:]

  init(place: @escaping (Scope) -> String) { self.place = place }

  var yields: [GrantRisk.Yield] {
    found.enumerated().sorted { left, right in
      left.element.level == right.element.level
        ? left.offset < right.offset : left.element.level > right.element.level
    }.map(\.element)
  }

  var hasEverything: Bool { found.contains { $0.level == .everything } }

  mutating func add(_ result: Reach.GoalResult) {
    let routes = result.path.map(\.route).filter { $0 != ReachStep.direct }.distinct
    let certainty = result.certainty ?? .modelled
    switch result.goal {
    case .clusterAdmin: add(.everything, result.goal.title, routes, certainty)
    case _ where hasEverything: break
    // Who may write roles may write none but those it covers: that is no more by itself.
    case .rbac: break
    default: add(.escalation, result.goal.title, routes, certainty)
    }
  }

  mutating func add(_ candidate: Candidate) {
    let route = candidate.route
    func add(_ words: String, _ level: GrantRisk.Level = .escalation, isDirect: Bool = false) {
      self.add(level, words, isDirect ? [] : [route.id], route.certainty)
    }
    switch candidate.outcome {
    case .everything: add("every request", .everything)
    case .node: add("a node, with what runs there")
    case .account(let user): add(ReachSearch.title(of: user.user))
    case .accounts(let scope): add("the service accounts \(place(scope))")
    case .users(let users), .requests(of: let users, mode: _): add(title(of: users))
    case .power(PodSecrets.rule, let scope): add("what Secrets hold \(place(scope))")
    case .power(let rule, let scope): add(AccessPhrase(ScopedRule(rule: rule, scope: scope)).grant)
    case .rules(_, let scope, role: _): add("further rules \(place(scope))")
    case .roles(let writing) where writing.isUnlimited:
      add("any rules in \(writing.kind.rawValue)s \(place(writing.scope))")
    case .bindings(let writing):
      guard let bound = writing.bound else { return }
      let roles = bound.names.map { names in
        names.map { "\(bound.kind.rawValue) '\($0)'" }.joined(separator: ", ")
      }
      add("the rules of \(roles ?? "any \(bound.kind.rawValue)") \(place(writing.scope))")
    case .part(let part) where part.kind == .secretRead && route == SecretReadingRoute.self:
      let named = part.names.map { $0.map { "'\($0)'" }.joined(separator: ", ") }
      let words = named.map { "what the Secrets \($0) hold" } ?? "what Secrets hold"
      add("\(words) \(place(part.scope))", isDirect: true)
    case .influence(let words): add(words, .influence)
    case .roles, .part, .unknown: return
    }
  }

  private mutating func add(
    _ level: GrantRisk.Level, _ words: String, _ routes: [String], _ certainty: Certainty
  ) {
    guard let place = places[words] else {
      places[words] = found.count
      found.append(
        GrantRisk.Yield(level: level, words: words, routes: routes, certainty: certainty))
      return
    }
    // The first way is one of the shortest; one that is certain is better.
    if certainty < found[place].certainty {
      found[place].routes = routes
      found[place].certainty = certainty
    }
  }

  private func title(of users: ImpersonatedUsers) -> String {
    var words: [String] = []
    switch users.names {
    case nil: words.append("any user")
    case let names? where !names.isEmpty:
      words.append("the users " + names.map { "'\($0)'" }.joined(separator: ", "))
    default: break
    }
    for choice in users.accounts {
      let names = choice.names.map { " " + $0.map { "'\($0)'" }.joined(separator: ", ") } ?? ""
      words.append(
        "the service accounts\(names) \(place(choice.namespace.map(Scope.namespace) ?? .cluster))")
    }
    switch users.groups {
    case nil: words.append("any group")
    case let groups? where !groups.isEmpty:
      words.append("the groups " + groups.map { "'\($0)'" }.joined(separator: ", "))
    default: break
    }
    return words.isEmpty ? "somebody else's requests" : words.joined(separator: ", ")
  }
}
