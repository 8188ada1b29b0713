// SPDX-License-Identifier: Apache-2.0

package import KubernetesAPI
package import Manifests
package import RBAC

/// What searches have in common: who there is, what each has by the bindings of the input, and what
/// each can do with that alone.
///
/// Remembers what it was asked, and so is used by one thread.
package final class ReachBase {
  package let policy: Policy
  package let version: KubernetesVersion
  let index: BindingIndex
  /// The service accounts that are known, sorted; `default` of each namespace among them.
  let accounts: [ManifestSet.ServiceAccountName]
  private(set) var accountsByNamespace: [String: [ManifestSet.ServiceAccountName]] = [:]
  /// The namespaces that are known, sorted.
  let namespaces: [String]
  /// Those of which a binding names the group of service accounts, and one of the others.
  let groupedNamespaces: [String]
  let secrets: KnownSecrets
  let origins: OriginTable
  /// The ClusterRole cluster-admin, where it grants everything.
  let clusterAdmin: Int?
  /// The ClusterRoles, and the Roles of each namespace, as places in the policy's.
  let clusterRoles: [Int]
  let roles: [String: [Int]]
  /// The bindings that count: those of the cluster, and those of each namespace.
  let clusterBindings: [BoundRole]
  let bindings: [String: [BoundRole]]
  private(set) lazy var localBindings = bindings.sorted { $0.key < $1.key }.flatMap(\.value)
  /// What was asked about the bindings of a kind in a scope.
  var askedBindings: [BoundRole.Place: BoundRole.Asked] = [:]

  /// The rules of each role that a route asks for, once somebody asked.
  private var relevantRules: [Int: [Int]] = [:]
  /// Finished searches, which others may go on from; `nil` where only one is asked about.
  var finished: FinishedSearches?
  private var ruleNumbers: [PolicyRule: Int] = [:]
  /// The rules that have numbers, and what each is about.
  private(set) var rules: [PolicyRule] = []
  private(set) var outlines: [RuleOutline] = []
  private var ruleRoutes: [RouteSet] = []
  private var ruleHalves: [JointHalves] = []
  private var scopeNumbers: [Scope: Int] = [.cluster: 0]
  private var numbersOfRoles: [Int: [Int]] = [:]
  private var users: [User: KnownUser] = [:]
  private var accountUsers: [Scope: [KnownUser]] = [:]

  /// - Parameters:
  ///   - policy: of everything that is there, default objects included.
  ///   - accounts: those that are known besides the ones that bindings name.
  ///   - asked: namespaces that count whether or not an object is in them.
  ///   - supposed: bindings of the policy that are not there: their subjects have what they give,
  ///     and nobody comes to those or to the bindings.
  package init(
    _ policy: Policy, version: KubernetesVersion, accounts: [ManifestSet.ServiceAccountName] = [],
    asked: [String] = [], secrets: KnownSecrets = KnownSecrets(),
    origins: OriginTable = OriginTable(),
    supposed: Range<Int> = 0..<0
  ) {
    self.origins = origins
    self.policy = policy
    self.version = version
    self.secrets = secrets
    index = BindingIndex(policy, unlisted: supposed)
    clusterRoles = policy.roles.indices.filter { policy.roles[$0].kind == .clusterRole }
    roles = Dictionary(grouping: policy.roles.indices.filter { policy.roles[$0].kind == .role }) {
      policy.roles[$0].namespace
    }
    let counting = policy.countingBindings.filter { !supposed.contains($0.binding) }
      .map { BoundRole($0.binding, $0.role, in: policy) }
    let local = Dictionary(grouping: counting) { $0.scope == .cluster }
    clusterBindings = local[true] ?? []
    bindings = Dictionary(grouping: local[false] ?? []) { $0.scope.namespace ?? "" }
    clusterAdmin = policy.roles.lastIndex { role in
      role.kind == .clusterRole && role.name == "cluster-admin"
        && role.rules.contains(where: \.isEverything)
    }
    var known = Set(accounts)
    var namespaces = Set(["default", "kube-system"] + asked)
    for name in index.users {
      guard let account = User(name: name).serviceAccount else { continue }
      known.insert(.init(namespace: account.namespace, name: account.name))
    }
    namespaces.formUnion(known.map(\.namespace))
    namespaces.formUnion(policy.bindings.compactMap(\.scope.namespace))
    namespaces.formUnion(policy.roles.compactMap(\.scope.namespace))
    let grouped = index.groups.compactMap { group in
      group.hasPrefix("system:serviceaccounts:")
        ? String(group.dropFirst("system:serviceaccounts:".count)) : nil
    }.filter { !$0.isEmpty }
    groupedNamespaces = Set(grouped).union(["default"]).sorted()
    namespaces.formUnion(grouped)
    namespaces.remove("")
    for namespace in namespaces { known.insert(.init(namespace: namespace, name: "default")) }
    self.namespaces = namespaces.sorted()
    self.accounts = known.sorted()
    accountsByNamespace = Dictionary(grouping: self.accounts, by: \.namespace)
  }

  /// Keeps finished searches from now on, for those of other users.
  package func keepSearches() { finished = finished ?? FinishedSearches() }

  /// A user, with what the bindings of the input give it.
  package func known(_ user: User) -> KnownUser {
    if let known = users[user] { return known }
    let bindings = index.bindings(of: user)
    let rules = bindings.flatMap { held -> [HeldRule] in
      guard let role = held.role else { return [] }
      return relevantRules(ofRole: role).map { heldRule($0, of: role, through: held) }
    }
    let found = KnownUser(
      user, number: users.count, bindings: bindings, relevantRules: rules,
      halves: joint(rules).placed)
    users[user] = found
    return found
  }

  func known(_ account: ManifestSet.ServiceAccountName) -> KnownUser {
    known(User.serviceAccount(namespace: account.namespace, name: account.name))
  }

  /// The service accounts of a namespace, or of all.
  func accountUsers(in scope: Scope) -> [KnownUser] {
    if let known = accountUsers[scope] { return known }
    let found = accounts(in: scope).map {
      known($0)
    }
    accountUsers[scope] = found
    return found
  }

  /// The number of a rule among all that were asked about, and what it is half of.
  func numbered(_ rule: PolicyRule) -> (number: Int, halves: JointHalves) {
    if let known = ruleNumbers[rule] { return (known, ruleHalves[known]) }
    let found = (ruleNumbers.count, JointHalves(of: rule))
    ruleNumbers[rule] = found.0
    rules.append(rule)
    let outline = RuleOutline(rule)
    outlines.append(outline)
    ruleRoutes.append(RouteSet(askingFor: rule, outline))
    ruleHalves.append(found.1)
    return found
  }

  /// What a rule is half of where it holds.
  func halves(ofRule number: Int, in scope: Scope) -> JointHalves {
    let halves = ruleHalves[number]
    guard scope != .cluster, !halves.isEmpty else { return halves }
    return halves.inNamespace(isEverything: rules[number].isEverything)
  }

  /// A rule by its number, as somebody has it.
  func heldRule(_ number: Int, in scope: Scope, source: HeldRule.Source) -> JointRule {
    let held = HeldRule(
      rule: rules[number], scope: scope, source: source, outline: outlines[number],
      routes: ruleRoutes[number], number: number)
    return JointRule(
      held: held, number: number, halves: halves(ofRule: number, in: scope),
      place: self.number(of: scope))
  }

  private(set) lazy var everythingNumber = numbered(.everything).number

  /// The number of a scope; that of the cluster is 0.
  func number(of scope: Scope) -> Int {
    if scope == .cluster { return 0 }
    if let known = scopeNumbers[scope] { return known }
    scopeNumbers[scope] = scopeNumbers.count
    return scopeNumbers.count - 1
  }

  func numbered(_ scope: Scope) -> NumberedScope {
    NumberedScope(scope: scope, number: number(of: scope))
  }

  /// The numbers of a role's rules.
  func numbers(ofRole role: Int) -> [Int] {
    if let known = numbersOfRoles[role] { return known }
    let found = policy.effectiveRules(ofRole: role).map { numbered($0).number }
    numbersOfRoles[role] = found
    return found
  }

  /// What of requests that are checked twice a role's rules allow where it is bound.
  func halves(ofRole role: Int, in scope: Scope) -> JointHalves {
    numbers(ofRole: role).reduce(into: []) { $0.formUnion(halves(ofRule: $1, in: scope)) }
  }

  func heldRule(
    _ rule: Int, of role: Int, through held: BindingIndex.Held
  ) -> HeldRule {
    heldRule(
      numbers(ofRole: role)[rule], in: policy.bindings[held.binding].scope,
      source: .grant(
        Grant(binding: held.binding, subject: held.subject, role: role, rule: rule))
    ).held
  }

  private func relevantRules(ofRole role: Int) -> [Int] {
    if let known = relevantRules[role] { return known }
    let rules = policy.effectiveRules(ofRole: role)
    let found = rules.indices.filter { RouteRegistry.isRelevant(rules[$0]) }
    relevantRules[role] = found
    return found
  }

  /// What a user can do by each route with nothing but its own rules.
  ///
  /// - Parameter gated: whether routes that a feature gate opens count.
  func candidates(of user: KnownUser, gated: Bool) -> [Candidate] {
    if let known = user.candidates[gated] { return known }
    let rules = user.relevantRules
    let found =
      rules.isEmpty
      ? [] : candidates(for: IdentityView(self, user: user.user, rules: rules), gated: gated)
    user.candidates[gated] = found
    return found
  }

  /// Those of a user's candidates that yield everything.
  func waysToEverything(of user: KnownUser, gated: Bool) -> [Candidate] {
    if let known = user.waysToEverything[gated] { return known }
    let found = candidates(of: user, gated: gated).filter {
      if case .everything = $0.outcome { true } else { false }
    }
    user.waysToEverything[gated] = found
    return found
  }

  /// - Parameters:
  ///   - joint: what is new together; `nil` for everything.
  ///   - mode: what is to be taken of them.
  func candidates(
    for view: IdentityView, gated: Bool, joint: JointHalves? = nil, _ mode: ReachSearch.Mode? = nil
  ) -> [Candidate] {
    let asking = view.rules.routes.union(view.checked.routes)
    return RouteRegistry.all.enumerated().flatMap { place, route in
      asking.contains(RouteSet(place: place)) && route.exists(in: version, gated: gated)
        && joint.map { !$0.isDisjoint(with: route.joint) } ?? true
        && mode.map { $0.takes(route) } ?? true
        ? route.candidates(for: view) : []
    }
  }

  /// Whether the input leaves anything open that a search could hang on.
  private(set) lazy var leavesOpen: Bool = {
    let isGated = RouteRegistry.all.contains {
      !$0.exists(in: version) && $0.exists(in: version, gated: true)
    }
    return isGated || !policy.closedWorld || !secrets.unplacedTokens.isEmpty
      || (clusterBindings + localBindings).contains { bound in
        policy.bindings[bound.binding].isUnplaced
          || policy.bindings[bound.binding].origin != nil
            && bound.role.map { !policy.possibleRules(ofRole: $0).isEmpty } ?? true
      }
  }()

  /// The roles of a kind that a binding of a scope may refer to.
  func roles(_ kind: Role.Kind, boundIn scope: Scope) -> [Int] {
    kind == .clusterRole ? clusterRoles : scope.namespace.flatMap { roles[$0] } ?? []
  }

  /// The namespaces of the service accounts that are known, `nil` for each user that is, somebody
  /// aside.
  func everybody(but user: User) -> [String?] {
    everybody.filter { $0.name != user.name }.map(\.namespace)
  }

  private lazy var everybody: [(name: String, namespace: String?)] =
    accounts.map {
      (User.serviceAccount(namespace: $0.namespace, name: $0.name).name, $0.namespace)
    }
    + index.users.filter { User(name: $0).serviceAccount == nil }.map { ($0, nil) }
}
