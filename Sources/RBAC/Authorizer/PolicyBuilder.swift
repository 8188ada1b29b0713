// SPDX-License-Identifier: Apache-2.0

/// Builds the tables of a `Policy`.
struct PolicyBuilder {
  private struct Identity: FlatKey {
    var kind: UInt32
    var namespace: Token
    var name: Token

    func hash(by hash: KeyedHash) -> UInt64 {
      hash(UInt64(namespace) << 32 | UInt64(name), UInt64(kind))
    }
  }

  private let roles: [Role]
  private let bindings: [RoleBinding]
  private(set) var contents: [RoleContents] = []
  private(set) var boundRoles: [Int?] = []
  private(set) var standingBindings: [Int] = []
  private(set) var tokens = PolicyTokens()
  private(set) var rules = RuleTable()
  private(set) var holdings = BindingTable()

  /// The strings of identities: apart, so that those which requests spell stay close together.
  private var names = TokenTable()
  private var identities = FlatMap<Identity>()
  /// The role of each identity: the last of those that share it.
  private var standingRoles: [Int] = []
  /// The rules of each role, once a binding asks for them.
  private var ruleSets: [RuleTable.RuleSet?] = []

  init(roles: [Role], bindings: [RoleBinding]) {
    self.roles = roles
    self.bindings = bindings
    for (index, role) in roles.enumerated() {
      let identity = identities.insert(
        identity(ofRole: role.kind, namespace: role.namespace, name: role.name))
      if identity == standingRoles.count {
        standingRoles.append(index)
      } else {
        standingRoles[identity] = index
      }
    }
    contents =
      Aggregation(of: roles, clusterRoles: standingRoles.filter { roles[$0].kind == .clusterRole })
      .contents
    ruleSets = Array(repeating: nil, count: roles.count)
    boundRoles = Array(repeating: nil, count: bindings.count)
    standingBindings = findStandingBindings()
  }

  private mutating func identity(ofRole kind: Role.Kind, namespace: String, name: String)
    -> Identity
  {
    Identity(
      kind: kind == .role ? 0 : 1, namespace: names.insert(namespace), name: names.insert(name))
  }

  private mutating func findStandingBindings() -> [Int] {
    var known = FlatMap<Identity>()
    var standing: [Int] = []
    for (index, binding) in bindings.enumerated() {
      let identity = known.insert(
        Identity(
          kind: binding.kind == .roleBinding ? 0 : 1, namespace: names.insert(binding.namespace),
          name: names.insert(binding.name)))
      if identity == standing.count {
        standing.append(index)
      } else {
        let before = bindings[standing[identity]].roleRef
        if before.kind == binding.roleRef.kind, before.name.hasSameBytes(as: binding.roleRef.name) {
          standing[identity] = index
        }
      }
    }
    return standing.sorted()
  }

  /// Gives every subject of every binding what it is bound to.
  mutating func bind() {
    for index in standingBindings {
      let binding = bindings[index]
      let role = role(boundBy: binding)
      boundRoles[index] = role
      var ruleSet: RuleTable.RuleSet?
      if let role { ruleSet = self.ruleSet(of: role) }
      let isOpen =
        role.map { !contents[$0].unmatched.isEmpty || !contents[$0].possible.isEmpty } ?? true
      let place =
        binding.kind == .clusterRoleBinding
        ? BindingTable.wholeCluster : tokens.insert(binding.namespace)
      for (subject, principal) in binding.principals.enumerated() {
        guard let principal else { continue }
        var item: BindingTable.Holding?
        if let role, let ruleSet {
          item = .init(
            binding: UInt32(index), subject: UInt32(subject), role: UInt32(role),
            rules: UInt32(ruleSet))
        }
        holdings.add(item, isOpen: isOpen, to: insert(principal), in: place, by: index)
      }
    }
    holdings.finish(tokens: tokens.count)
  }

  /// Joins the rules of those who hold many roles, so that a request need not ask each. Those who
  /// hold the same share a set; and as the roles of all their holders may add up to far more than
  /// was read, there is an end to it: the rest is asked role by role.
  mutating func join() {
    var known: [[UInt32]: RuleTable.RuleSet] = [:]
    let mostPoints = rules.pointCount + 8 * max(rules.pointCount, 1 << 13)
    for number in holdings.all.indices where holdings.all[number].items.range.count > 4 {
      let items = holdings.items[holdings.all[number].items.range]
      let roles = items.map(\.rules)
      if let set = known[roles] {
        holdings.join(number, into: set)
        continue
      }
      guard rules.pointCount < mostPoints else { continue }
      let set = rules.makeSet()
      var joined: Set<UInt32> = []
      for (member, holding) in items.enumerated() where joined.insert(holding.role).inserted {
        add(rulesOf: Int(holding.role), to: set, member: member)
      }
      known[roles] = set
      holdings.join(number, into: set)
    }
  }

  private mutating func insert(_ principal: Subject.Principal) -> BindingTable.Principal {
    switch principal {
    case .user(let name): .init(name: tokens.insert(name), isGroup: false)
    case .group(let name): .init(name: tokens.insert(name), isGroup: true)
    }
  }

  private mutating func role(boundBy binding: RoleBinding) -> Int? {
    let reference = binding.roleRef
    guard let kind = Role.Kind(rawValue: reference.kind) else { return nil }
    return identities.number(
      of: identity(
        ofRole: kind, namespace: kind == .role ? binding.namespace : "", name: reference.name)
    ).map { standingRoles[$0] }
  }

  private mutating func ruleSet(of role: Int) -> RuleTable.RuleSet {
    if let set = ruleSets[role] { return set }
    let set = rules.makeSet()
    ruleSets[role] = set
    add(rulesOf: role, to: set, member: 0)
    return set
  }

  private mutating func add(rulesOf role: Int, to set: RuleTable.RuleSet, member: Int) {
    for (index, rule) in contents[role].rules.enumerated() {
      rules.add(
        rule, to: set, at: .init(member: UInt32(member), rule: UInt32(index)), tokens: &tokens)
    }
  }
}

extension RoleBinding {
  /// Whom each subject means.
  var principals: [Subject.Principal?] { subjects.map(principal) }
}
