// SPDX-License-Identifier: Apache-2.0

import RBAC
import Testing

@Suite struct PolicyTests {
  private let getPods = rule([""], ["pods"], ["get"])
  private let other = rule([""], ["services"], ["get"])

  @Test func aMissingRoleIsUndeterminedWhereItsBindingReaches() {
    let policy = Policy(roles: [], bindings: [bind("gone", in: "x", to: accountSubject)])
    let near = policy.decide(ask("get", "pods/a", in: "x"), by: account)
    #expect(!near.allowed && near.undetermined)
    #expect(near.unresolved == [Unresolved(binding: 0, cause: .missingRole)])
    #expect(
      policy.reason(for: near)
        == "RBAC: clusterrole.rbac.authorization.k8s.io \"gone\" not found")
    for request in [
      ask("get", "pods/a", in: "y"), ask("get", "pods/a"), ask("get", path: "/metrics"),
    ] {
      #expect(!policy.decide(request, by: account).undetermined)
    }
    let stranger = User.serviceAccount(namespace: "x", name: "b")
    #expect(!policy.decide(ask("get", "pods/a", in: "x"), by: stranger).undetermined)
  }

  @Test func theFirstGrantIsNamed() throws {
    let policy = Policy(
      roles: [clusterRole("r", other, getPods)],
      bindings: [
        bind("r", in: "x", named: "local", to: accountSubject),
        bind(
          "r", named: "b\"1", to: Subject(kind: "User", name: "u"),
          Subject(kind: "Group", name: "system:serviceaccounts"), accountSubject),
        bind("r", named: "b2", to: accountSubject),
      ])
    let decision = policy.decide(ask("get", "pods/a", in: "x"), by: account)
    #expect(decision.grant == Grant(binding: 1, subject: 1, role: 0, rule: 1))
    #expect(
      policy.reason(for: decision)
        == #"""
        RBAC: allowed by ClusterRoleBinding "b\"1" of ClusterRole "r" to Group \#
        "system:serviceaccounts", rule 2
        """#
    )
  }

  @Test func aRoleBindingIsNamedWithItsNamespace() {
    let policy = Policy(
      roles: [Role(kind: .role, name: "r", namespace: "x", rules: [getPods])],
      bindings: [bind("r", kind: "Role", in: "x", to: Subject(kind: "ServiceAccount", name: "a"))])
    let decision = policy.decide(ask("get", "pods/a", in: "x"), by: account)
    #expect(
      policy.reason(for: decision)
        == "RBAC: allowed by RoleBinding \"b/x\" of Role \"r\" to ServiceAccount \"a/x\", rule 1")
  }

  @Test func superusersAreSaidToBe() {
    let policy = Policy(roles: [], bindings: [])
    let decision = policy.decide(
      ask("get", "pods/a"), by: User(name: "u", groups: ["system:masters"]))
    #expect(decision.basis == .superuser)
    #expect(decision.allowed && decision.grant == nil)
    #expect(policy.reason(for: decision).contains("system:masters"))
  }

  @Test func theLaterOfTwoRolesStands() {
    let policy = Policy(
      roles: [clusterRole("r", getPods), clusterRole("r", other)],
      bindings: [bind("r", to: accountSubject)])
    #expect(!policy.decide(ask("get", "pods/a"), by: account).allowed)
    #expect(policy.decide(ask("get", "services/a"), by: account).allowed)
  }

  @Test func aBindingMayChangeItsSubjectsButNotItsRole() {
    let user = Subject(kind: "User", name: "u")
    let roles = [clusterRole("r", getPods), clusterRole("s", other)]
    let moved = Policy(
      roles: roles, bindings: [bind("r", to: user), bind("r", to: accountSubject)])
    #expect(!moved.decide(ask("get", "pods/a"), by: User(name: "u")).allowed)
    #expect(moved.decide(ask("get", "pods/a"), by: account).allowed)
    let refused = Policy(roles: roles, bindings: [bind("r", to: user), bind("s", to: user)])
    #expect(refused.decide(ask("get", "pods/a"), by: User(name: "u")).allowed)
    #expect(!refused.decide(ask("get", "services/a"), by: User(name: "u")).allowed)
  }

  @Test func permissionsCarryWhereTheyComeFrom() {
    let urls = rule(urls: ["/metrics"], ["get"])
    let policy = Policy(
      roles: [clusterRole("r", getPods, urls)],
      bindings: [
        bind("r", in: "x", named: "b1", to: accountSubject),
        bind("gone", named: "b2", to: accountSubject),
        bind("r", named: "b3", to: Subject(kind: "User", name: "u")),
      ])
    let permissions = policy.permissions(of: account)
    #expect(permissions.grants.map(\.rule) == [getPods])
    #expect(permissions.grants.map(\.scope) == [.namespace("x")])
    #expect(permissions.grants.map(\.grant.binding) == [0])
    #expect(permissions.inert.map(\.rule) == [urls])
    #expect(permissions.unresolved == [Unresolved(binding: 1, cause: .missingRole)])
    #expect(permissions.atoms == AtomSet([getPods], scope: .namespace("x")))
  }

  @Test func everyWayInIsFound() {
    let policy = Policy(
      roles: [clusterRole("r", getPods, other, rule(["*"], ["*"], ["*"]))],
      bindings: [
        bind("r", in: "x", named: "b1", to: accountSubject, Subject(kind: "Node", name: "n")),
        bind("r", in: "y", named: "b2", to: accountSubject),
        bind("r", named: "b3", to: Subject(kind: "Group", name: "g"), accountSubject),
      ])
    #expect(
      policy.grants(allowing: ask("get", "pods/a", in: "x")) == [
        Grant(binding: 0, subject: 0, role: 0, rule: 0),
        Grant(binding: 0, subject: 0, role: 0, rule: 2),
        Grant(binding: 2, subject: 0, role: 0, rule: 0),
        Grant(binding: 2, subject: 1, role: 0, rule: 0),
        Grant(binding: 2, subject: 0, role: 0, rule: 2),
        Grant(binding: 2, subject: 1, role: 0, rule: 2),
      ])
  }

  @Test(arguments: [
    (
      "system:serviceaccount:x:a", [String](),
      ["system:serviceaccounts", "system:serviceaccounts:x", "system:authenticated"]
    ),
    ("system:serviceaccount:x:a", ["g"], ["g", "system:authenticated"]),
    ("system:serviceaccount:x:a:b", [], ["system:authenticated"]),
    ("system:serviceaccount:X:a", [], ["system:authenticated"]),
    ("u", ["system:unauthenticated"], ["system:unauthenticated"]),
    ("system:anonymous", [], ["system:unauthenticated"]),
    ("system:anonymous", ["g"], ["g", "system:unauthenticated"]),
  ])
  func impersonationBringsGroups(name: String, given: [String], expected: [String]) {
    #expect(User.impersonated(name, groups: given) == User(name: name, groups: expected))
  }

  /// One path may match very many prefixes.
  @Test func everyPrefixOfAPathIsFound() {
    let lengths = [0, 1, 2, 3, 7, 8, 9, 40, 41, 300]
    let role = Role(
      kind: .clusterRole, name: "r",
      rules: lengths.map { length in
        PolicyRule(
          verbs: ["v\(length)"],
          nonResourceURLs: [String(repeating: "a", count: length) + "*"])
      })
    let binding = RoleBinding(
      kind: .clusterRoleBinding, name: "b", roleRef: .init(kind: "ClusterRole", name: "r"),
      subjects: [Subject(kind: "User", name: "u")])
    let policy = Policy(roles: [role], bindings: [binding])
    let held = AtomSet(role.rules, scope: .cluster)
    for length in lengths {
      for path in [0, 1, 5, 8, 41, 299, 300, 301].map({ String(repeating: "a", count: $0) }) {
        for path in [path, path + "b", "b" + path] {
          let isMatched = path.hasPrefix(String(repeating: "a", count: length))
          let request = NonResourceRequest(verb: "v\(length)", path: path)
          let decision = policy.decide(.nonResource(request), by: User(name: "u"))
          #expect(decision.allowed == isMatched, "\(length) \(path)")
          let atom = Atom(.nonResource(verb: request.verb, url: path))
          #expect(held.covers(atom) == isMatched, "\(length) \(path)")
        }
      }
    }
  }
}
