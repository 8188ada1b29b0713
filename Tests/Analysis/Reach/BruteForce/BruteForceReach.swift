// SPDX-License-Identifier: Apache-2.0

import RBAC

/// What somebody can come to: every request of a finite universe is tried as every identity that is
/// held, as an API server would admit it, until nothing changes.
///
/// Nothing is ever taken away here: a role is only changed by whoever may grant all that it has.
struct BruteForceReach {
  /// Who sends a request: somebody whose credentials are held, for themselves or in the name of
  /// somebody else.
  struct Sender: Hashable {
    var bearer: User
    var user: User
    /// The mode of a constrained impersonation.
    var mode: String?
  }

  var cluster: BruteForceCluster
  let minor: Int
  /// Whether kubelets and controllers do their part.
  let isModelled: Bool
  let accounts: [User]
  let names: BruteForceNames
  /// Those whose credentials are held.
  private(set) var bearers: [User] = []
  /// Everybody that requests were sent as at any time.
  private(set) var senders: [Sender] = []
  var hasEverything = false
  var hasNode = false
  var seesSecrets = false
  var model = BruteForceModel()
  var isChanged = false
  /// Roles that somebody who is held may write anything into: `NAMESPACE/NAME`.
  var rewritable: Set<String> = []
  var known: [User: [String: [PolicyRule]]] = [:]
  /// Accounts that were not there.
  private var made: Set<User> = []
  /// The roles that were there at the beginning: `NAMESPACE/NAME`.
  let storedRoles: Set<String>
  /// Those that bindings named at the beginning, likewise, whether or not they were there.
  let awaitedRoles: Set<String>
  /// Who made which role that had a name: another one may have made it instead.
  var makings: Set<String> = []
  /// Those that are left to others.
  let refused: Set<String>
  /// Whether a role may be made that is not given every rule.
  var makesOne = false

  /// - Parameter refused: what nobody makes, as `makings` has it.
  init(
    _ cluster: BruteForceCluster, accounts: [User], from start: User, minor: Int, isModelled: Bool,
    refused: Set<String> = []
  ) {
    self.refused = refused
    self.cluster = cluster
    self.accounts = accounts
    self.minor = minor
    self.isModelled = isModelled
    names = BruteForceNames(cluster, accounts: accounts)
    storedRoles = Set(cluster.roles.map { "\($0.namespace)/\($0.name)" })
    awaitedRoles = Set(cluster.bindings.map { "\($0.roleNamespace)/\($0.roleName)" })
    while self.cluster.aggregate() {}
    if isModelled, minor < 24 {
      for account in accounts {
        let place = BruteForceNames.place(of: account)
        self.cluster.tokens.append(
          .init(namespace: place.namespace, name: "\(place.name)-token-?", account: account))
      }
    }
    log(in: start)
    log(in: User(name: "system:anonymous", groups: ["system:unauthenticated"]))
    var triedMaking = false
    repeat {
      isChanged = false
      known = [:]
      if isModelled, self.cluster.aggregate() { isChanged = true }
      known = [:]
      findSenders()
      // Whose credentials are used makes no difference but where only some requests are let through.
      var done: Set<User> = []
      for sender in senders where !hasEverything {
        if sender.mode != nil || done.insert(sender.user).inserted { act(as: sender) }
      }
      if isChanged {
        makesOne = false
      } else if !triedMaking {
        makesOne = true
        isChanged = true
      }
      triedMaking = makesOne
    } while isChanged && !hasEverything
  }

  // MARK: What is allowed

  mutating func rules(of user: User, in namespace: String) -> [PolicyRule] {
    if let found = known[user]?[namespace] { return found }
    let found = cluster.rules(of: user, in: namespace)
    known[user, default: [:]][namespace] = found
    return found
  }

  /// Whether a request passes the filters of the API server.
  mutating func may(_ sender: Sender, _ request: BruteForceRequest) -> Bool {
    if let mode = sender.mode {
      var other = request
      other.verb = "impersonate-on:\(mode):\(request.verb)"
      guard other.isAllowed(by: rules(of: sender.bearer, in: request.namespace)) else {
        return false
      }
    }
    return check(sender, request)
  }

  /// Whether a handler's own question is answered with yes.
  mutating func check(_ sender: Sender, _ request: BruteForceRequest) -> Bool {
    request.isAllowed(by: rules(of: sender.user, in: request.namespace))
  }

  mutating func may(
    _ sender: Sender, _ verbs: String, _ group: String, _ resource: String,
    _ namespace: String = "",
    _ name: String = ""
  ) -> Bool {
    verbs.split(separator: ",").contains { verb in
      may(
        sender,
        BruteForceRequest(
          verb: String(verb), group: group, resource: resource, namespace: namespace, name: name))
    }
  }

  mutating func check(
    _ sender: Sender, _ verb: String, _ group: String, _ resource: String, _ namespace: String,
    _ name: String
  ) -> Bool {
    check(
      sender,
      BruteForceRequest(
        verb: verb, group: group, resource: resource, namespace: namespace, name: name))
  }

  // MARK: Who requests can be sent as

  mutating func log(in user: User) {
    if user.groups.contains("system:masters") { hasEverything = true }
    guard !bearers.contains(user) else { return }
    bearers.append(user)
    isChanged = true
  }

  private mutating func findSenders() {
    for bearer in bearers {
      let own = Sender(bearer: bearer, user: bearer)
      var found = [own]
      for name in names.users {
        found += legacy(own, name) + constrained(own, name)
      }
      for sender in found where !senders.contains(sender) {
        senders.append(sender)
        isChanged = true
        if sender.user.groups.contains("system:masters") { hasEverything = true }
        if isModelled, sender.mode == nil, sender.user.name.hasPrefix("system:node:"),
          sender.user.groups.contains("system:nodes")
        {
          hasNode = true
        }
      }
    }
    for sender in senders where holdsEverything(sender) { hasEverything = true }
  }

  private mutating func holdsEverything(_ sender: Sender) -> Bool {
    sender.mode == nil
      && bruteForceCovers(
        rules(of: sender.user, in: ""),
        [PolicyRule(apiGroups: ["*"], resources: ["*"], verbs: ["*"])])
  }

  private mutating func legacy(_ own: Sender, _ name: String) -> [Sender] {
    let account = User(name: name).serviceAccount
    let isNamed =
      account.map { may(own, "impersonate", "", "serviceaccounts", $0.namespace, $0.name) }
      ?? may(own, "impersonate", "", "users", "", name)
    guard isNamed else { return [] }
    let groups = names.groups.filter { may(own, "impersonate", "", "groups", "", $0) }
    return BruteForceNames.subsets(of: groups).map { chosen in
      Sender(bearer: own.bearer, user: BruteForceNames.user(name, chosen))
    }
  }

  private mutating func constrained(_ own: Sender, _ name: String) -> [Sender] {
    guard minor >= 36 else { return [] }
    let group = "authentication.k8s.io"
    if let account = User(name: name).serviceAccount {
      let isNamed = may(
        own, "impersonate:serviceaccount", group, "serviceaccounts", account.namespace,
        account.name)
      let user = BruteForceNames.user(name, [])
      return isNamed ? [Sender(bearer: own.bearer, user: user, mode: "serviceaccount")] : []
    }
    if name.hasPrefix("system:node:") {
      let node = String(name.dropFirst("system:node:".count))
      let user = BruteForceNames.user(name, ["system:nodes"])
      return may(own, "impersonate:arbitrary-node", group, "nodes", "", node)
        ? [Sender(bearer: own.bearer, user: user, mode: "arbitrary-node")] : []
    }
    let verb = "impersonate:user-info"
    guard may(own, verb, group, "users", "", name) else { return [] }
    let groups = names.groups.filter {
      $0 != "system:masters" && may(own, verb, group, "groups", "", $0)
    }
    return BruteForceNames.subsets(of: groups).map { chosen in
      Sender(bearer: own.bearer, user: BruteForceNames.user(name, chosen), mode: "user-info")
    }
  }

  // MARK: What is done

  private mutating func act(as sender: Sender) {
    guard
      !rules(of: sender.user, in: "").isEmpty
        || names.namespaces.contains(where: {
          !rules(of: sender.user, in: $0).isEmpty
        })
    else { return }
    takeTokens(sender)
    writeRoles(sender)
    writeBindings(sender)
    if isModelled {
      makeAggregatedRoles(sender)
      takeByModel(sender)
    }
  }

  private mutating func takeTokens(_ sender: Sender) {
    for namespace in names.namespaces {
      for name in names.written
      where !canMake(sender, "", "serviceaccounts", namespace, name, byUpdate: false).isEmpty {
        let user = BruteForceNames.user("system:serviceaccount:\(namespace):\(name)", [])
        if made.insert(user).inserted { isChanged = true }
      }
    }
    for account in accounts + made {
      let place = BruteForceNames.place(of: account)
      if may(sender, "create", "", "serviceaccounts/token", place.namespace, place.name) {
        log(in: account)
      }
    }
    for token in cluster.tokens
    where may(sender, "get,list,watch,patch,delete", "", "secrets", token.namespace, token.name)
      || may(sender, "deletecollection", "", "secrets", token.namespace)
    { log(in: token.account) }
  }

  /// Whether an object can be taken away.
  mutating func canDelete(
    _ sender: Sender, _ group: String, _ resource: String, _ namespace: String, _ name: String
  ) -> Bool {
    may(sender, "delete", group, resource, namespace, name)
      || may(sender, "deletecollection", group, resource, namespace)
  }

  /// Whether an object that is not there can be made: by a POST, or by a patch or PUT that makes it.
  mutating func canMake(
    _ sender: Sender, _ group: String, _ resource: String, _ namespace: String, _ name: String,
    byUpdate: Bool
  ) -> [String] {
    var told: [String] = []
    if may(sender, "create", group, resource, namespace) { told.append("") }
    if may(sender, byUpdate ? "patch,update" : "patch", group, resource, namespace, name),
      check(sender, "create", group, resource, namespace, name)
    {
      told.append(name)
    }
    return told
  }
}
