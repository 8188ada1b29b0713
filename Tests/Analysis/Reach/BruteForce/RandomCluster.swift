// SPDX-License-Identifier: Apache-2.0

import Analysis
import KubernetesAPI
import Manifests
import RBAC
import TestSupport

/// A small cluster whose rules open ways, the same for the same seed.
struct RandomCluster {
  private(set) var roles: [Role] = []
  private(set) var bindings: [RoleBinding] = []
  private(set) var accounts: [ManifestSet.ServiceAccountName] = []
  private(set) var secrets: [ManifestSet.TokenSecret] = []
  private(set) var minor = 36
  private var random: RandomSource

  static let namespaces = ["default", "kube-system", "x", "y"]
  private static let rbac = "rbac.authorization.k8s.io"

  init(seed: UInt64) {
    random = RandomSource(seed: seed)
    minor = pick([36, 36, 33, 23])
    for number in 0..<Int.random(in: 2...6, using: &random) {
      accounts.append(.init(namespace: pick(Self.namespaces), name: "a\(number)"))
    }
    for number in 0..<Int.random(in: 3...6, using: &random) { roles.append(role(number)) }
    // Nobody comes far who has nothing, and steps need somebody to go to.
    for number in accounts.indices where number == 0 || !oneIn(4) {
      bindings.append(
        binding("b\(bindings.count)", [self.account(number)]))
    }
    bindings.append(binding("b\(bindings.count)", [account(0)]))
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      bindings.append(binding("b\(bindings.count)", [subject()]))
    }
    lead()
    if oneIn(3) {
      let account = pick(accounts)
      secrets.append(.init(namespace: account.namespace, name: "s0", account: account.name))
    }
    part()
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: values.indices, using: &random)]
  }

  private mutating func oneIn(_ count: Int) -> Bool {
    Int.random(in: 0..<count, using: &random) == 0
  }

  private func account(_ number: Int) -> Subject {
    .serviceAccount(namespace: accounts[number].namespace, name: accounts[number].name)
  }

  private mutating func subject() -> Subject {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return Subject(kind: "User", name: pick(["user-1", "user-2"]))
    case 1, 2:
      return Subject(
        kind: "Group",
        name: pick([
          "group-1", "group-2", "system:serviceaccounts", "system:serviceaccounts:x",
          "system:authenticated", "system:nodes", "system:bootstrappers",
        ]))
    default:
      let account = pick(accounts)
      return .serviceAccount(namespace: account.namespace, name: account.name)
    }
  }

  /// Lets some accounts take the next one's place: left to chance, few ways have two steps.
  private mutating func lead() {
    for (number, next) in zip(0..<2, accounts.dropFirst()) {
      let names = bindings.filter { $0.subjects.contains(account(number)) }.map(\.roleRef.name)
      let found = roles.indices.first {
        roles[$0].aggregationRule == nil && names.contains(roles[$0].name)
      }
      let role = found ?? roles.count
      if found == nil {
        roles.append(Role(kind: .clusterRole, name: "lead-\(number)", rules: []))
        bindings.append(
          RoleBinding(
            kind: .clusterRoleBinding, name: "lead-\(number)",
            roleRef: .init(kind: "ClusterRole", name: "lead-\(number)"),
            subjects: [account(number)]))
      }
      let isToken = oneIn(2)
      roles[role].rules.append(
        PolicyRule(
          apiGroups: [""], resources: [isToken ? "serviceaccounts/token" : "serviceaccounts"],
          resourceNames: [next.name], verbs: [isToken ? "create" : "impersonate"]))
    }
  }

  /// Gives two accounts half of one request each, and a third the right to hand on what it has:
  /// left to chance, hardly anything is come to by three together.
  private mutating func part() {
    guard accounts.count > 3, oneIn(3) else { return }
    let halves = pick([
      (
        rule([Self.rbac], ["clusterroles", "roles"], some(["create", "patch"])),
        rule([Self.rbac], ["clusterroles", "roles"], ["escalate"])
      ),
      (
        rule([Self.rbac], ["clusterrolebindings", "rolebindings"], [pick(["create", "update"])]),
        rule([Self.rbac], ["clusterroles", "roles"], ["bind"])
      ),
      (rule([""], ["users"], ["impersonate"]), rule([""], ["groups"], ["impersonate"])),
      (rule([""], ["serviceaccounts"], ["impersonate"]), rule([""], ["groups"], ["impersonate"])),
    ])
    let writing = rule(
      [Self.rbac],
      some(["clusterrolebindings", "rolebindings", "rolebindings", "clusterroles", "roles"]),
      some(["create", "patch"]))
    give(rule([""], ["serviceaccounts/token"], ["create"]), to: 0, as: "part-0")
    for (number, rule) in zip(1..., [halves.0, halves.1, writing]) {
      give(rule, to: number, as: "part-\(number)")
    }
  }

  private func rule(_ groups: [String], _ resources: [String], _ verbs: [String]) -> PolicyRule {
    PolicyRule(apiGroups: groups, resources: resources, verbs: verbs)
  }

  /// Gives an account a rule, in all namespaces or in one.
  private mutating func give(_ rule: PolicyRule, to number: Int, as name: String) {
    let isLocal = oneIn(2)
    roles.append(Role(kind: .clusterRole, name: name, rules: [rule]))
    bindings.append(
      RoleBinding(
        kind: isLocal ? .roleBinding : .clusterRoleBinding, name: name,
        namespace: isLocal ? pick(Self.namespaces) : "",
        roleRef: .init(kind: "ClusterRole", name: name), subjects: [account(number)]))
  }

  private mutating func role(_ number: Int) -> Role {
    let rules = (0..<Int.random(in: 1...4, using: &random)).map { _ in rule() }
    if oneIn(3) {
      return Role(
        kind: .role, name: "r\(number)", namespace: pick(Self.namespaces), rules: rules)
    }
    let isAggregated = oneIn(6)
    return Role(
      kind: .clusterRole, name: "r\(number)",
      labels: oneIn(4) ? ["to-\(Int.random(in: 0..<6, using: &random))": "true"] : [:],
      rules: isAggregated ? [] : rules,
      aggregationRule: isAggregated ? [LabelSelector(matchLabels: ["to-\(number)": "true"])] : nil)
  }

  private mutating func binding(_ name: String, _ subjects: [Subject]) -> RoleBinding {
    // Now and then the role is one that is not there.
    let role = oneIn(8) ? nil : pick(roles)
    let refersToRole = role.map { $0.kind == .role } ?? oneIn(2)
    let isLocal = refersToRole || oneIn(2)
    let namespace = refersToRole ? role?.namespace ?? pick(Self.namespaces) : pick(Self.namespaces)
    return RoleBinding(
      kind: isLocal ? .roleBinding : .clusterRoleBinding, name: name,
      namespace: isLocal ? namespace : "",
      roleRef: .init(kind: refersToRole ? "Role" : "ClusterRole", name: role?.name ?? "missing"),
      subjects: subjects)
  }

  // MARK: Rules

  private mutating func rule() -> PolicyRule {
    let kinds: [(Int, (inout RandomCluster) -> PolicyRule)] = [
      (7, { $0.impersonation() }), (3, { $0.constrainedImpersonation() }),
      (8, { $0.roleWriting() }), (8, { $0.bindingWriting() }), (6, { $0.checkedVerbs() }),
      (8, { $0.tokens() }), (5, { $0.secretRule() }), (3, { $0.pods() }), (1, { $0.others() }),
      (3, { $0.payload() }),
    ]
    var number = Int.random(in: 0..<kinds.reduce(0) { $0 + $1.0 }, using: &random)
    for (weight, make) in kinds {
      if number < weight { return make(&self) }
      number -= weight
    }
    return payload()
  }

  private mutating func some(_ words: [String], _ atMost: Int = 2) -> [String] {
    var chosen: [String] = []
    for _ in 0..<Int.random(in: 1...atMost, using: &random) {
      let word = pick(words)
      if !chosen.contains(word) { chosen.append(word) }
    }
    return chosen
  }

  private mutating func names(_ words: [String], oneIn count: Int = 2) -> [String] {
    oneIn(count) ? some(words) : []
  }

  private static let accountNames = ["a0", "a1", "a2", "a3", "a4", "a5", "default"]

  private mutating func impersonation() -> PolicyRule {
    let resource = pick(["users", "groups", "serviceaccounts", "serviceaccounts"])
    let words: [String] =
      switch resource {
      case "users": ["user-1", "user-2", "system:serviceaccount:x:a1", "system:node:some"]
      case "groups":
        ["group-1", "group-2", "system:serviceaccounts", "system:unauthenticated", "system:nodes"]
      default: Self.accountNames
      }
    let isFree = resource != "users" && resource != "serviceaccounts" ? oneIn(8) : oneIn(3)
    let both = oneIn(4) && resource == "groups" ? ["users", "groups"] : [resource]
    return PolicyRule(
      apiGroups: [""], resources: both, resourceNames: isFree ? [] : some(words),
      verbs: [oneIn(8) ? "*" : "impersonate"])
  }

  private mutating func constrainedImpersonation() -> PolicyRule {
    let mode = pick(["serviceaccount", "serviceaccount", "user-info", "arbitrary-node"])
    if oneIn(2) {
      let resources: [String] =
        switch mode {
        case "serviceaccount": ["serviceaccounts"]
        case "user-info": oneIn(2) ? ["users"] : ["users", "groups"]
        default: ["nodes"]
        }
      return PolicyRule(
        apiGroups: ["authentication.k8s.io"], resources: resources,
        resourceNames: names(mode == "user-info" ? ["user-1", "group-1"] : Self.accountNames),
        verbs: ["impersonate:\(mode)"])
    }
    var other = rule()
    while other.verbs.contains(where: { $0.contains(":") }) { other = rule() }
    other.verbs = other.verbs.map { $0 == "*" ? "*" : "impersonate-on:\(mode):\($0)" }
    return other
  }

  private static let roleNames = ["r0", "r1", "r2", "r3", "missing", "new"]

  private mutating func roleWriting() -> PolicyRule {
    PolicyRule(
      apiGroups: [Self.rbac], resources: some(["clusterroles", "roles"]),
      resourceNames: names(Self.roleNames, oneIn: 3),
      verbs: oneIn(10) ? ["*"] : some(["create", "update", "patch", "escalate", "bind"], 3))
  }

  private mutating func bindingWriting() -> PolicyRule {
    PolicyRule(
      apiGroups: [Self.rbac], resources: some(["clusterrolebindings", "rolebindings"]),
      resourceNames: names(["b0", "b1", "b2", "new"], oneIn: 3),
      verbs: oneIn(10) ? ["*"] : some(["create", "create", "update", "patch"], 3))
  }

  private mutating func checkedVerbs() -> PolicyRule {
    PolicyRule(
      apiGroups: [oneIn(6) ? "*" : Self.rbac], resources: some(["clusterroles", "roles"]),
      resourceNames: names(Self.roleNames), verbs: some(["bind", "bind", "escalate"]))
  }

  private mutating func tokens() -> PolicyRule {
    if oneIn(8) {
      return PolicyRule(
        apiGroups: [""], resources: ["serviceaccounts"],
        resourceNames: names(Self.accountNames, oneIn: 3), verbs: some(["create", "patch"]))
    }
    return PolicyRule(
      apiGroups: [""], resources: [oneIn(5) ? "*/token" : "serviceaccounts/token"],
      resourceNames: names(Self.accountNames, oneIn: 3), verbs: ["create"])
  }

  private mutating func secretRule() -> PolicyRule {
    PolicyRule(
      apiGroups: [""], resources: ["secrets"], resourceNames: names(["s0", "s1"], oneIn: 3),
      verbs: some(["get", "list", "watch", "create", "patch", "update"]))
  }

  private mutating func pods() -> PolicyRule {
    let (group, resource) = pick([
      ("", "pods"), ("", "pods/exec"), ("", "pods/ephemeralcontainers"), ("apps", "deployments"),
      ("batch", "jobs"), ("", "pods/attach"),
    ])
    return PolicyRule(
      apiGroups: [group], resources: [resource], resourceNames: names(["p0"], oneIn: 4),
      verbs: some(["create", "get", "patch", "update"]))
  }

  private mutating func others() -> PolicyRule {
    let (group, resources) = pick([
      ("", ["nodes/proxy"]), ("", ["namespaces", "pods"]),
      ("", ["persistentvolumes", "persistentvolumeclaims", "pods"]),
      ("admissionregistration.k8s.io", ["validatingwebhookconfigurations"]),
      ("admissionregistration.k8s.io", ["mutatingadmissionpolicies"]),
      ("apiregistration.k8s.io", ["apiservices"]),
      (
        "certificates.k8s.io",
        ["certificatesigningrequests", "certificatesigningrequests/approval", "signers"]
      ),
      (
        "certificates.k8s.io",
        ["certificatesigningrequests", "certificatesigningrequests/nodeclient"]
      ),
    ])
    if group == "certificates.k8s.io", oneIn(2) {
      return PolicyRule(
        apiGroups: [group], resources: ["signers"],
        resourceNames: names([
          "kubernetes.io/kube-apiserver-client", "kubernetes.io/kube-apiserver-client-kubelet",
          "kubernetes.io/legacy-unknown",
        ]), verbs: ["approve"])
    }
    return PolicyRule(
      apiGroups: [group], resources: resources, resourceNames: names(["p0"], oneIn: 6),
      verbs: some(["create", "get", "patch", "update", "approve", "*"], 3))
  }

  private mutating func payload() -> PolicyRule {
    if oneIn(20) { return PolicyRule(apiGroups: ["*"], resources: ["*"], verbs: ["*"]) }
    return PolicyRule(
      apiGroups: [""], resources: [pick(["configmaps", "nodes", "services"])],
      resourceNames: names(["p0"], oneIn: 6), verbs: [pick(["get", "delete"])])
  }
}
