// SPDX-License-Identifier: Apache-2.0

import RBAC
import Testing

/// What bindings make of roles; numbered as in the project's notes on the semantics.
@Suite struct BindingVectorTests {
  struct Vector: CustomTestStringConvertible {
    var name: String
    var roles: [Role]
    var bindings: [RoleBinding]
    var request: Request
    var user = account
    var allowed: Bool
    var testDescription: String { name }
  }

  private static let nodes = clusterRole("r", rule([""], ["nodes"], ["get"]))
  private static let metrics = clusterRole("r", rule(urls: ["/metrics"], ["get"]))
  private static let pods = clusterRole("r", rule([""], ["pods"], ["list"]))
  private static let namespaces = clusterRole("r", rule([""], ["namespaces"], ["get"]))
  private static let homeless = Subject(kind: "ServiceAccount", name: "a")
  private static let group = Subject(kind: "Group", name: "system:serviceaccounts:x")
  private static let listPods = ask("list", "pods", in: "x")

  static let vectors = [
    Vector(
      name: "v28 a RoleBinding gives no nodes", roles: [nodes],
      bindings: [bind("r", in: "x", to: accountSubject)], request: ask("get", "nodes/n"),
      allowed: false),
    Vector(
      name: "v29 a RoleBinding gives no paths", roles: [metrics],
      bindings: [bind("r", in: "x", to: accountSubject)], request: ask("get", path: "/metrics"),
      allowed: false),
    Vector(
      name: "v30 a RoleBinding does not give all namespaces", roles: [pods],
      bindings: [bind("r", in: "x", to: accountSubject)], request: ask("list", "pods"),
      allowed: false),
    Vector(
      name: "v30 a RoleBinding gives its namespace", roles: [pods],
      bindings: [bind("r", in: "x", to: accountSubject)], request: listPods, allowed: true),
    Vector(
      name: "v30 and no other", roles: [pods],
      bindings: [bind("r", in: "x", to: accountSubject)],
      request: ask("list", "pods", in: "y"), allowed: false),
    Vector(
      name: "v31 an account without namespace is the binding's", roles: [pods],
      bindings: [bind("r", in: "x", to: homeless)], request: listPods, allowed: true),
    Vector(
      name: "v31 and nobody's in a ClusterRoleBinding", roles: [pods],
      bindings: [bind("r", to: homeless)], request: listPods, allowed: false),
    Vector(
      name: "v32 an account is in its namespace's group", roles: [pods],
      bindings: [bind("r", to: group)], request: listPods, allowed: true),
    Vector(
      name: "v32 and in no other namespace's", roles: [pods], bindings: [bind("r", to: group)],
      request: listPods, user: .serviceAccount(namespace: "y", name: "a"), allowed: false),
    Vector(
      name: "v33 a missing role does not stop the others", roles: [pods],
      bindings: [
        bind("gone", named: "b1", to: accountSubject), bind("r", named: "b2", to: accountSubject),
      ], request: listPods, allowed: true),
    Vector(
      name: "v34 a namespace is in itself", roles: [namespaces],
      bindings: [bind("r", in: "x", to: accountSubject)],
      request: ask("get", "namespaces/x", in: "x"), allowed: true),
    Vector(
      name: "v34 and not in another", roles: [namespaces],
      bindings: [bind("r", in: "x", to: accountSubject)],
      request: ask("get", "namespaces/y", in: "y"), allowed: false),
    Vector(
      name: "a User subject may be an account's name", roles: [pods],
      bindings: [bind("r", to: Subject(kind: "User", name: "system:serviceaccount:x:a"))],
      request: listPods, allowed: true),
    Vector(
      name: "other kinds are nobody", roles: [pods],
      bindings: [bind("r", to: Subject(kind: "Node", name: account.name))], request: listPods,
      allowed: false),
    Vector(
      name: "a Role is found in the binding's namespace only",
      roles: [
        Role(kind: .role, name: "r", namespace: "y", rules: [rule([""], ["pods"], ["list"])])
      ], bindings: [bind("r", kind: "Role", in: "x", to: accountSubject)], request: listPods,
      allowed: false),
    Vector(
      name: "a Role is not a ClusterRole", roles: [pods],
      bindings: [bind("r", kind: "Role", in: "x", to: accountSubject)], request: listPods,
      allowed: false),
    Vector(
      name: "groups are given, not guessed, for a plain user", roles: [pods],
      bindings: [bind("r", to: Subject(kind: "Group", name: "system:authenticated"))],
      request: listPods, user: User(name: account.name), allowed: false),
    Vector(
      name: "system:masters may do anything", roles: [], bindings: [],
      request: ask("get", path: "/x"), user: User(name: "u", groups: ["system:masters"]),
      allowed: true),
  ]

  @Test(arguments: vectors) func aPolicyAnswers(_ vector: Vector) {
    let policy = Policy(roles: vector.roles, bindings: vector.bindings)
    #expect(policy.decide(vector.request, by: vector.user).allowed == vector.allowed)
  }

  @Test func coversNeedOneAtom() {
    let verbs = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"]
    let all = AtomSet([rule([""], ["pods"], verbs)], scope: .cluster)
    let star = AtomSet([rule([""], ["pods"], ["*"])], scope: .cluster)
    #expect(!all.covers(star), "v36")
    #expect(star.covers(all))
  }

  @Test(arguments: [
    ("*/scale", "deployments/scale", true), ("*/a", "x/a/b", false), ("*/a/b", "x/a/b", true),
    ("*", "pods/log", true), ("pods", "pods/log", false), ("pods/*", "pods/log", false),
    ("*/*", "pods/log", false), ("*/log", "*/log", true), ("pods/log", "*/log", false),
  ])
  func resourcesCover(owner: String, servant: String, expected: Bool) {
    let owner = AtomSet([rule([""], [owner], ["get"])], scope: .cluster)
    let servant = AtomSet([rule([""], [servant], ["get"])], scope: .cluster)
    #expect(owner.covers(servant) == expected, "v37")
  }

  @Test func bindingByNameIsHeldByNameOnly() {
    let group = "rbac.authorization.k8s.io"
    let policy = Policy(
      roles: [clusterRole("r", rule([group], ["clusterroles"], ["bind"], names: ["view"]))],
      bindings: [bind("r", to: accountSubject)])
    #expect(policy.decide(ask("bind", "clusterroles/view", group: group), by: account).allowed)
    #expect(
      !policy.decide(ask("bind", "clusterroles/edit", group: group), by: account).allowed, "v38")
  }
}
