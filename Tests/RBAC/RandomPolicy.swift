// SPDX-License-Identifier: Apache-2.0

import RBAC
import TestSupport

/// Random rules and requests from few words, so that they often meet.
struct RandomPolicy {
  var random: RandomSource

  init(seed: UInt64) { random = RandomSource(seed: seed) }

  static let verbs = ["get", "list", "watch", "create", "patch", "*", "renew", "rotate", ""]
  static let groups = ["", "apps", "*", "core"]
  static let resources = [
    "pods", "pods/log", "*/log", "*", "pods/*", "*/*", "deployments", "a/b/log", "*/b/log",
  ]
  static let names = ["a", "b", "*", "", "\u{e9}", "e\u{301}"]
  static let urls = ["*", "**", "/a", "/a*", "/a**", "/a/*", "/a/b", "/b", "", "/a*b"]
  static let namespaces = ["x", "y"]

  mutating func pick(_ words: [String]) -> String {
    words[Int.random(in: words.indices, using: &random)]
  }

  mutating func some(_ words: [String], atLeast: Int = 1, atMost: Int = 3) -> [String] {
    (0..<Int.random(in: atLeast...atMost, using: &random)).map { _ in pick(words) }
  }

  mutating func oneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }

  mutating func rule() -> PolicyRule {
    if oneIn(4) { return PolicyRule(verbs: some(Self.verbs), nonResourceURLs: some(Self.urls)) }
    return PolicyRule(
      apiGroups: some(Self.groups), resources: some(Self.resources),
      resourceNames: oneIn(3) ? some(Self.names) : [], verbs: some(Self.verbs))
  }

  mutating func rules(atMost: Int = 4) -> [PolicyRule] {
    (0..<Int.random(in: 0...atMost, using: &random)).map { _ in rule() }
  }

  mutating func scope() -> Scope { oneIn(2) ? .cluster : .namespace(pick(Self.namespaces)) }

  mutating func scopedRules() -> [ScopedRule] {
    rules(atMost: 6).map { ScopedRule(rule: $0, scope: scope()) }
  }

  mutating func request() -> Request {
    if oneIn(5) {
      return .nonResource(
        NonResourceRequest(
          verb: pick(Self.verbs), path: pick(["/a", "/a/b", "/ab", "/b", "/a*", "", "*"])))
    }
    return .resource(
      ResourceRequest(
        verb: pick(Self.verbs), apiGroup: pick(Self.groups),
        resource: pick(["pods", "deployments", "a", "pods/log", "*"]),
        subresource: oneIn(2) ? "" : pick(["log", "b/log", "*"]),
        namespace: oneIn(2) ? "" : pick(["x", "y", "z"]), name: oneIn(2) ? "" : pick(Self.names)))
  }

  mutating func subject() -> Subject {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: Subject(kind: "User", name: pick(["u", "v", "system:serviceaccount:x:a"]))
    case 1: Subject(kind: "Group", name: pick(["g", "h", "system:serviceaccounts"]))
    case 2: Subject(kind: "ServiceAccount", name: "a", namespace: pick(["", "x", "y"]))
    default: Subject(kind: pick(["Node", "user"]), name: "u")
    }
  }

  mutating func user() -> User {
    oneIn(2)
      ? .serviceAccount(namespace: pick(Self.namespaces), name: pick(["a", "b"]))
      : User(name: pick(["u", "v", "w"]), groups: some(["g", "h", "i"], atLeast: 0, atMost: 2))
  }

  mutating func role(_ number: Int) -> Role {
    if oneIn(3) {
      return Role(
        kind: .role, name: "r\(number % 3)", namespace: pick(Self.namespaces), rules: rules())
    }
    let isAggregated = oneIn(4)
    return Role(
      kind: .clusterRole, name: "r\(number)",
      labels: oneIn(2) ? ["part": pick(["one", "two"])] : [:], rules: rules(),
      aggregationRule: isAggregated
        ? some(["one", "two", "none"]).map { LabelSelector(matchLabels: ["part": $0]) } : nil)
  }

  mutating func binding(_ number: Int) -> RoleBinding {
    let isLocal = oneIn(2)
    let refersToRole = isLocal && oneIn(2)
    return RoleBinding(
      kind: isLocal ? .roleBinding : .clusterRoleBinding, name: "b\(number)",
      namespace: isLocal ? pick(Self.namespaces) : "",
      roleRef: RoleBinding.RoleRef(
        kind: refersToRole ? "Role" : "ClusterRole",
        name: "r\(Int.random(in: 0..<(refersToRole ? 3 : 9), using: &random))"),
      subjects: (0..<Int.random(in: 0...3, using: &random)).map { _ in subject() })
  }
}
