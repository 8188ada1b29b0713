// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Analysis

/// What writing bindings comes to.
struct BindingReachTests {
  private static let rbac = "rbac.authorization.k8s.io"
  private static let admin = RBACText.role("cluster-admin", ["* * *"])
  private static let patcher = RBACText.role("patcher", ["patch - nodes"])

  /// A create that has a name is asked of patch and update, which make what is not there.
  @Test(arguments: [
    ("create", "binding-writing"), ("create admins", "unreachable"),
    ("create,patch admins", "binding-writing"), ("create,update admins", "binding-writing"),
    ("patch admins", "unreachable"), ("update", "unreachable"),
  ])
  func aCreateWithANameIsAskedOfAPatchOrAnUpdate(rule: String, way: String) {
    let words = rule.split(separator: " ")
    let names = words.count > 1 ? " \(words[1])" : ""
    let world = ReachWorld(
      [
        "\(words[0]) \(Self.rbac) clusterrolebindings\(names)",
        "bind \(Self.rbac) clusterroles cluster-admin",
      ], Self.admin)
    #expect(world.way(to: "cluster-admin") == way)
  }

  @Test func thePatchMustBeAllowedForTheNameThatIsCreated() {
    let world = ReachWorld(
      [
        "create \(Self.rbac) clusterrolebindings admins",
        "patch \(Self.rbac) clusterrolebindings others",
        "bind \(Self.rbac) clusterroles cluster-admin",
      ], Self.admin)
    #expect(world.way(to: "cluster-admin") == "unreachable")
  }

  @Test(arguments: [
    ("clusterroles cluster-admin", "binding-writing"), ("clusterroles", "binding-writing"),
    ("clusterroles patcher", "unreachable"), ("roles", "unreachable"),
  ])
  func bindHoldsForTheNamesAndTheKindOfRole(bind: String, way: String) {
    let world = ReachWorld(
      ["create \(Self.rbac) clusterrolebindings", "bind \(Self.rbac) \(bind)"],
      Self.admin + Self.patcher)
    #expect(world.way(to: "cluster-admin") == way)
    #expect(
      world.way(to: "patch:/nodes")
        == (bind == "roles" ? "unreachable" : "binding-writing"))
  }

  /// Who has half of what is asked together need not be the one who may give it to the other.
  @Test(arguments: [
    ("create \(rbac) clusterrolebindings", "role-writing"), ("get - pods", "unreachable"),
  ])
  func aRightToWriteBindingsIsPassedOn(right: String, route: String) {
    let world = ReachWorld(
      ["create - serviceaccounts/token left,right,writer"],
      RBACText.role("left", ["create,patch \(Self.rbac) clusterroles"])
        + RBACText.role("right", ["escalate \(Self.rbac) clusterroles"])
        + RBACText.role("writer", [right])
        + ["left", "right", "writer"].map {
          RBACText.binding($0, role: $0, ["shop:\($0)"])
        }.joined(), isClosed: true)
    let path = world.result(to: "cluster-admin").path
    #expect(path.isEmpty ? route == "unreachable" : path.map(\.route).contains(route))
  }

  /// As above, within one namespace.
  @Test(arguments: [
    ("shop", "shop", true), ("shop", "other", false), ("other", "shop", false),
  ])
  func aRightToWriteBindingsIsPassedOnWhereItHolds(left: String, writer: String, isThere: Bool) {
    let places = ["left": left, "right": "shop", "writer": writer]
    let world = ReachWorld(
      ["create - serviceaccounts/token left,right,writer"],
      RBACText.role("left", ["create,patch \(Self.rbac) roles"])
        + RBACText.role("right", ["escalate \(Self.rbac) roles"])
        + RBACText.role("writer", ["create \(Self.rbac) rolebindings"])
        + ["left", "right", "writer"].map {
          RBACText.binding($0, in: places[$0], role: $0, ["shop:\($0)"])
        }.joined(), isClosed: true)
    let verdict = world.result(to: "delete:apps/deployments@shop").verdict
    #expect(verdict == (isThere ? .reachable : .unreachable))
  }

  /// What may be bound in a namespace says nothing of a ClusterRoleBinding, and no Role is bound by
  /// one.
  @Test(arguments: ["clusterroles", "roles"])
  func aClusterRoleBindingAsksForTheVerbInNoNamespace(kind: String) {
    let local =
      RBACText.role(
        "agent", in: "shop", ["bind \(Self.rbac) \(kind)", "patch,escalate \(Self.rbac) roles"])
      + RBACText.binding("agent", in: "shop", role: "Role/agent")
    let world = ReachWorld(
      ["create \(Self.rbac) clusterrolebindings"],
      local + RBACText.role("target", in: "shop", ["get - pods"])
        + RBACText.role("unheld", in: "shop", []))
    #expect(world.way(to: "delete:/configmaps@kube-system") == "unreachable")
    #expect(world.way(to: "patch:/nodes") == "unreachable")
  }

  @Test func aRoleBindingGivesAClusterRoleInItsNamespaceOnly() {
    let manifests =
      RBACText.role(
        "agent", in: "shop", ["create \(Self.rbac) rolebindings", "bind \(Self.rbac) clusterroles"])
      + RBACText.binding("agent", in: "shop", role: "Role/agent") + Self.admin
    let world = ReachWorld(manifests, hasDefaults: false)
    #expect(world.way(to: "delete:/pods@shop") == "binding-writing")
    #expect(world.way(to: "delete:/pods@other") == "unreachable")
    #expect(world.way(to: "cluster-admin") == "unreachable")
    #expect(world.way(to: "patch:/nodes") == "unreachable")
  }

  /// The roleRef of a binding that is there cannot be changed, only its subjects.
  @Test func aChangeAddsSubjectsToWhatIsBoundAlready() {
    let rules = [
      "update \(Self.rbac) clusterrolebindings patchers",
      "bind \(Self.rbac) clusterroles cluster-admin,patcher",
    ]
    let bound = RBACText.binding("patchers", role: "patcher", ["shop:deployer"])
    let world = ReachWorld(rules, Self.admin + Self.patcher + bound)
    #expect(world.way(to: "patch:/nodes") == "binding-writing")
    #expect(world.way(to: "cluster-admin") == "unreachable")
    #expect(
      ReachWorld(rules, Self.admin + Self.patcher).way(to: "patch:/nodes") == "unreachable")
  }

  /// Of two accounts one may write bindings and covers the role; the other lacks it.
  @Test func whatOneCoversItMayGiveToAnotherThatItHolds() {
    let writer =
      RBACText.role(
        "writer",
        [
          "create \(Self.rbac) clusterrolebindings",
          "approve certificates.k8s.io signers kubernetes.io/kube-apiserver-client",
        ]) + RBACText.binding("writer", role: "writer", ["shop:writer"])
      + RBACText.role(
        "approval", ["approve certificates.k8s.io signers kubernetes.io/kube-apiserver-client"])
    let rules = [
      "impersonate - serviceaccounts writer",
      "create certificates.k8s.io certificatesigningrequests",
      "patch certificates.k8s.io certificatesigningrequests/approval",
    ]
    let everybody = RBACText.binding("root", role: "cluster-admin", ["User root"])
    #expect(
      ReachWorld(rules, writer + Self.admin + everybody).way(to: "cluster-admin")
        .hasSuffix("certificate"))
    #expect(
      ReachWorld(rules, Self.admin + everybody).way(to: "cluster-admin") == "unreachable")
  }

  /// A right that a binding gives to all is half of what somebody may do who is come to later, by
  /// so many tokens.
  @Test(arguments: 1...4)
  func whatAllWereGivenHoldsForWhoeverIsHeldLater(tokens: Int) {
    let chain = (1...tokens).map { number in
      let before = number == 1 ? "own:agent" : "n\(number - 1):a\(number - 1)"
      return RBACText.role("token", in: "n\(number)", ["create - serviceaccounts/token"])
        + RBACText.binding("token", in: "n\(number)", role: "Role/token", [before])
          + """
          ---
          apiVersion: v1
          kind: ServiceAccount
          metadata: {name: a\(number), namespace: n\(number)}

          """
    }
    let last = "n\(tokens):a\(tokens)"
    let world = ReachWorld(
      [
        "create \(Self.rbac) clusterrolebindings", "bind \(Self.rbac) clusterroles raised",
        "update \(Self.rbac) clusterroles other",
      ],
      chain.joined() + RBACText.role("last", ["update \(Self.rbac) clusterroles target"])
        + RBACText.binding("last", role: "last", [last])
        + RBACText.role("target", ["get - pods"])
        + RBACText.binding("target", role: "target", [last])
        + RBACText.role("other", ["get - pods"])
        + RBACText.role("raised", ["escalate \(Self.rbac) clusterroles target"]), isClosed: true)
    #expect(world.result(to: "cluster-admin").verdict == .reachable)
  }

  /// A right to change roles is for roles that are there.
  @Test(arguments: [("target", "binding-writing"), ("", "unreachable")])
  func onlyARoleThatIsThereIsEmptiedBoundAndFilled(role: String, way: String) {
    let raised =
      RBACText.role("raiser", ["patch,escalate \(Self.rbac) roles"])
      + RBACText.binding("raiser", in: "shop", role: "raiser", ["own:agent"])
    let target = role.isEmpty ? "" : RBACText.role(role, in: "shop", ["get - pods"])
    let world = ReachWorld(
      ["create \(Self.rbac) rolebindings"], raised + target, isClosed: true)
    #expect(world.way(to: "delete:/configmaps@shop").hasSuffix(way))
  }

  /// Who is held may give others what they have by a right that a binding gives to all later, be it
  /// one to write bindings or one to write a role that another has.
  @Test(arguments: [
    "create \(Self.rbac) clusterrolebindings", "update \(Self.rbac) clusterroles plain",
  ])
  func whatAllAreGivenLetsThoseGiveWhoAreHeldBefore(right: String) {
    let bound = [
      ("finder", ["create - serviceaccounts/token binder"]),
      (
        "binder",
        ["create \(Self.rbac) clusterrolebindings", "bind \(Self.rbac) clusterroles right"]
      ),
      ("users", ["impersonate - users jane", "get - pods"]),
      ("groups", ["impersonate - groups admins"]),
    ].map { name, rules in
      RBACText.role(name, rules) + RBACText.binding(name, role: name, ["own:\(name)"])
    }
    let world = ReachWorld(
      ["create - serviceaccounts/token finder,users,groups"],
      bound.joined() + RBACText.role("right", [right]) + RBACText.role("plain", ["get - pods"])
        + RBACText.binding("plain", role: "plain", ["own:groups"]) + Self.admin
        + RBACText.binding("admins", role: "cluster-admin", ["Group admins"]), isClosed: true)
    #expect(world.result(to: "cluster-admin").verdict == .reachable)
  }

  /// A role that is not there may be made without rules first, bound by whoever covers that, and
  /// filled then; likewise one that a binding refers to already.
  @Test(arguments: [("create,update", "reachable"), ("update", "unreachable")])
  func aRoleThatIsNotThereIsMadeBoundAndFilled(verbs: String, verdict: String) {
    let rules = [
      "\(verbs) \(Self.rbac) roles raised", "patch \(Self.rbac) roles raised",
      "escalate \(Self.rbac) roles raised",
    ]
    let binder =
      RBACText.role("binder", ["create \(Self.rbac) rolebindings"])
      + RBACText.binding("binder", role: "binder", ["own:agent"])
    #expect(
      ReachWorld(rules, binder, isClosed: true).result(to: "delete:/configmaps@default").verdict
        .rawValue == verdict)
    let bound = RBACText.binding("own", in: "default", role: "Role/raised", ["own:agent"])
    #expect(
      ReachWorld(rules, bound, isClosed: true).result(to: "delete:/configmaps@default").verdict
        .rawValue == verdict)
  }

  /// The roleRef of a binding that is there cannot be changed.
  @Test(arguments: [
    ("create,patch", "taken", "unreachable"), ("create,patch", "free", "binding-writing"),
    ("create,patch", "taken,free", "binding-writing"),
    ("create,patch,delete", "taken", "binding-writing"),
  ])
  func aBindingThatIsThereKeepsItsRole(verbs: String, names: String, way: String) {
    let rbac = "rbac.authorization.k8s.io"
    let world = ReachWorld(
      [
        "\(verbs) \(rbac) clusterrolebindings \(names)", "bind \(rbac) clusterroles everything",
      ],
      RBACText.role("everything", ["* * *"]) + RBACText.role("nothing", ["get - configmaps"])
        + RBACText.binding("taken", role: "nothing", ["User jane"]), isClosed: true)
    #expect(world.way(to: "cluster-admin") == way)
  }
}
