// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Analysis

/// What hangs on pieces that the input does not show.
struct UndeterminedReachTests {
  private static let missing = RBACText.binding("unknown", in: "shop", role: "unknown")

  @Test func aRoleThatIsNotThereMayGrantAnythingWhereItIsBound() {
    let world = ReachWorld(["get - pods"], Self.missing)
    let result = world.result(to: "delete:/pods@shop")
    #expect(result.verdict == .undetermined)
    #expect(result.certainty == nil)
    #expect(result.reasons.contains { $0.contains("unknown") })
    #expect(world.way(to: "delete:/pods@other") == "unreachable")
    #expect(world.way(to: "patch:/nodes") == "unreachable")
    #expect(world.way(to: "get:/pods@other") == "direct")
  }

  @Test func aClosedWorldHasNothingElse() {
    let world = ReachWorld(["get - pods"], Self.missing, isClosed: true)
    #expect(world.way(to: "delete:/pods@shop") == "unreachable")
    #expect(world.way(to: "cluster-admin") == "unreachable")
  }

  @Test func whatIsUnknownOfOthersIsOpenOnlyToWhoComesToThem() {
    let other = RBACText.binding("unknown", role: "unknown", ["shop:deployer"])
    #expect(ReachWorld(["get - pods"], other).way(to: "cluster-admin") == "unreachable")
    #expect(
      ReachWorld(["impersonate - serviceaccounts deployer"], other).way(to: "cluster-admin")
        == "undetermined")
    #expect(
      ReachWorld(["impersonate - serviceaccounts default"], other).way(to: "cluster-admin")
        == "unreachable")
  }

  @Test func anUnknownPieceHidesNoPath() {
    let cluster = RBACText.binding("unknown", role: "unknown")
    let world = ReachWorld(["patch - nodes"], cluster)
    #expect(world.way(to: "patch:/nodes") == "direct")
    #expect(world.way(to: "delete:/nodes") == "undetermined")
    #expect(world.way(to: "node") == "undetermined")
  }

  /// A Role without a namespace, bound without one: nobody knows where.
  @Test func whatHasNoPlaceMayBeInAny() {
    let manifests =
      RBACText.role("agent", ["get - secrets"])
        + """
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: agent}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: agent}
        subjects:
        - {kind: ServiceAccount, name: agent, namespace: own}

        """
    let world = ReachWorld(manifests, hasDefaults: false)
    #expect(world.way(to: "get:/secrets@own") == "undetermined")
    #expect(world.way(to: "delete:/secrets@own") == "unreachable")
    #expect(world.way(to: "secrets") == "unreachable")
  }

  /// Whoever binds a role that the input lacks has what nobody here knows.
  @Test(arguments: [
    ("ClusterRoles", "bind - clusterroles elsewhere", "ClusterRole 'elsewhere'"),
    ("any Role", "bind - roles", "Roles that the input lacks"),
  ])
  func aRoleThatIsBoundMayBeElsewhere(_: String, bind: String, reason: String) {
    let group = "rbac.authorization.k8s.io"
    let rules = [
      "create \(group) rolebindings", bind.replacing(" - ", with: " \(group) "),
    ]
    let world = ReachWorld(rules)
    let result = world.result(to: "delete:/pods@default")
    #expect(result.verdict == .undetermined)
    #expect(result.reasons.contains { $0.contains(reason) }, "\(result.reasons)")
    #expect(world.way(to: "delete:/nodes") == "unreachable")
    #expect(ReachWorld(rules, isClosed: true).way(to: "delete:/pods@default") == "unreachable")
  }

  /// Whoever changes a binding whose role the input lacks has what that role grants.
  @Test(arguments: ["mystery", ""])
  func aBindingOfAnUnknownRoleMayBeGivenToOneself(names: String) {
    let group = "rbac.authorization.k8s.io"
    let rules = [
      "patch \(group) clusterrolebindings xb",
      "bind \(group) clusterroles" + (names.isEmpty ? "" : " \(names)"),
    ]
    let binding = RBACText.binding("xb", role: "mystery", ["shop:deployer"])
    let result = ReachWorld(rules, binding).result(to: "cluster-admin")
    #expect(result.verdict == .undetermined)
    #expect(result.reasons.contains { $0.contains("mystery") }, "\(result.reasons)")
    #expect(ReachWorld(rules, binding, isClosed: true).way(to: "cluster-admin") == "unreachable")
  }

  /// A token that is in some namespace is of some account.
  @Test func aTokenSecretWithoutANamespaceMayBeInAny() {
    let secret = """
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: token
        annotations: {kubernetes.io/service-account.name: deployer}
      type: kubernetes.io/service-account-token

      """
    let other =
      RBACText.role("all", ["* * *"]) + RBACText.binding("all", role: "all", ["shop:deployer"])
    for isClosed in [false, true] {
      let world = ReachWorld(["get - secrets token"], other + secret, isClosed: isClosed)
      let result = world.result(to: "cluster-admin")
      #expect(result.verdict == .undetermined)
      #expect(result.reasons.contains { $0.contains("Secret 'token'") }, "\(result.reasons)")
    }
    #expect(
      ReachWorld(["get - secrets other"], other + secret).way(to: "cluster-admin") == "unreachable")
  }

  @Test func reasonsAreSaidOnce() {
    let world = ReachWorld(
      ["get - pods"],
      Self.missing + RBACText.binding("again", in: "shop", role: "unknown"))
    let reasons = world.result(to: "delete:/pods@shop").reasons
    #expect(Set(reasons).count == reasons.count && !reasons.isEmpty)
  }

  @Test func theDefaultObjectsLeaveNothingOpen() {
    for minor in [20, 30, 36] {
      let world = ReachWorld(
        Samples.bound(["get - pods"]), kubernetes: minor)
      for goal in ["cluster-admin", "node", "rbac", "secrets"] {
        #expect(world.way(to: goal) == "unreachable", "\(goal) in 1.\(minor)")
      }
    }
  }
}
