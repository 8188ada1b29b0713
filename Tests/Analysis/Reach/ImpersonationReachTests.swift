// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Analysis

/// What sending requests as others comes to.
struct ImpersonationReachTests {
  private static let authentication = "authentication.k8s.io"
  private static let patchers =
    RBACText.role("patcher", ["patch - nodes"])
    + RBACText.binding("patchers", role: "patcher", ["Group patchers", "User jane"])
    + RBACText.role("reader", ["get - pods"])
    + RBACText.binding("readers", role: "reader", ["User joe", "shop:deployer"])

  @Test(arguments: [
    (["impersonate - users jane"], "impersonation"),
    (["impersonate - users joe"], "unreachable"),
    (["impersonate - users"], "impersonation"),
    (["impersonate - groups patchers"], "unreachable"),
    (["impersonate - groups"], "unreachable"),
    (["impersonate - users joe", "impersonate - groups patchers"], "impersonation"),
    (["impersonate - users joe", "impersonate - groups readers"], "unreachable"),
    (["impersonate - serviceaccounts deployer", "impersonate - groups patchers"], "impersonation"),
    (["get - users jane"], "unreachable"),
  ])
  func groupsAreTakenTogetherWithAName(rules: [String], way: String) {
    #expect(ReachWorld(rules, Self.patchers).way(to: "patch:/nodes") == way)
  }

  @Test(arguments: [
    (["impersonate - users joe", "impersonate - groups"], "impersonation"),
    (["impersonate - users joe", "impersonate - groups system:masters"], "impersonation"),
    (["impersonate - users joe", "impersonate - groups patchers"], "unreachable"),
    (["impersonate - users"], "unreachable"), (["impersonate - groups"], "unreachable"),
  ])
  func mastersMayDoAnything(rules: [String], way: String) {
    #expect(ReachWorld(rules, Self.patchers).way(to: "cluster-admin") == way)
  }

  /// A request must be named by the one half and allowed to the identity by the other.
  @Test(arguments: [
    ("jane", "impersonate-on:user-info:patch - nodes", "constrained-impersonation"),
    ("jane", "impersonate-on:user-info:* - nodes", "unreachable"),
    ("jane", "impersonate-on:user-info:patch - nodes n1", "constrained-impersonation"),
    ("jane", "impersonate-on:user-info:get - nodes", "unreachable"),
    ("jane", "impersonate-on:user-info:patch - pods", "unreachable"),
    ("jane", "impersonate-on:serviceaccount:patch - nodes", "unreachable"),
    ("joe", "impersonate-on:user-info:patch - nodes", "unreachable"),
  ])
  func constrainedImpersonationIsAnIntersection(user: String, on: String, way: String) {
    let rules = ["impersonate:user-info \(Self.authentication) users \(user)", on]
    #expect(ReachWorld(rules, Self.patchers).way(to: "patch:/nodes") == way)
    #expect(ReachWorld(rules, Self.patchers).way(to: "account:shop:deployer") == "unreachable")
  }

  /// The server asks about each group and about the user that a request names.
  @Test func everythingThatARequestNamesIsAskedFor() {
    let world = ReachWorld(
      [
        "impersonate - users joe,jack,jane", "impersonate - groups readers",
        "impersonate - groups patchers",
      ], Self.patchers)
    let asked = world.result(to: "user:jane").path.flatMap(\.requests).map { "\($0.request)" }
    #expect(asked.contains { $0.contains("users") && $0.contains("jane") }, "\(asked)")
    let grouped = ReachWorld(
      [
        "impersonate - users jack", "impersonate - groups readers", "impersonate - groups patchers",
      ], Self.patchers)
    let groups = grouped.result(to: "patch:/nodes").path.flatMap(\.requests).map {
      "\($0.request)"
    }
    #expect(groups.contains { $0.contains("groups") && $0.contains("readers") }, "\(groups)")
    #expect(groups.contains { $0.contains("groups") && $0.contains("patchers") }, "\(groups)")
  }

  @Test(arguments: [
    (34, "unreachable"), (35, "undetermined"), (36, "constrained-impersonation"),
  ])
  func constrainedImpersonationHasVersions(kubernetes: Int, way: String) {
    let rules = [
      "impersonate:user-info \(Self.authentication) users jane",
      "impersonate-on:user-info:patch - nodes",
    ]
    let world = ReachWorld(rules, Self.patchers, kubernetes: kubernetes)
    #expect(world.way(to: "patch:/nodes") == way)
    if way == "undetermined" {
      #expect(world.result(to: "patch:/nodes").reasons.contains { $0.contains("feature gate") })
    }
  }

  @Test func constrainedImpersonationRefusesMasters() {
    let world = ReachWorld(
      [
        "impersonate:user-info \(Self.authentication) users,groups",
        "impersonate-on:user-info:patch - nodes",
      ], Self.patchers)
    #expect(world.way(to: "patch:/nodes") == "constrained-impersonation")
    #expect(world.way(to: "cluster-admin") == "unreachable")
  }

  @Test func anIdentityIsNotComeToByACircle() {
    let world = ReachWorld(
      ["create - serviceaccounts/token a"],
      RBACText.role("to-b", ["create - serviceaccounts/token b"])
        + RBACText.binding("a", role: "to-b", ["shop:a"])
        + RBACText.role("back", ["create - serviceaccounts/token a,agent", "patch - nodes"])
        + RBACText.binding("b", role: "back", ["shop:b"]))
    #expect(world.way(to: "patch:/nodes") == "token-creation token-creation")
    #expect(world.way(to: "account:shop:b") == "token-creation token-creation")
    #expect(world.way(to: "account:own:agent") == "direct")
  }

  /// A request names one identity: whoever is impersonated has no headers of its own.
  @Test func whoIsImpersonatedImpersonatesNobody() {
    let world = ReachWorld(
      ["impersonate - serviceaccounts a"],
      RBACText.role("to-b", ["impersonate - serviceaccounts b", "get - pods"])
        + RBACText.binding("a", role: "to-b", ["shop:a"]))
    #expect(world.way(to: "get:/pods") == "impersonation")
    #expect(world.way(to: "account:shop:b") == "unreachable")
  }

  /// An account need not be there: its name has the groups of its namespace.
  @Test(arguments: [("system:serviceaccounts:far", "impersonation"), ("others", "unreachable")])
  func whoeverHasTheNameHasTheGroupsOfItsNamespace(group: String, way: String) {
    let world = ReachWorld(
      ["impersonate - serviceaccounts ghost"],
      RBACText.role("nodes", ["patch - nodes"])
        + RBACText.binding("nodes", role: "nodes", ["Group \(group)"]), isClosed: true)
    #expect(world.way(to: "patch:/nodes") == way)
  }

  /// A name in a namespace that nothing is in can be impersonated as well as any other.
  @Test(arguments: [
    (["impersonate - serviceaccounts ghost"], "account:far:ghost", "impersonation"),
    (["impersonate - serviceaccounts ghost"], "account:far:other", "unreachable"),
    (["impersonate - users bob", "impersonate - groups a,b"], "user:bob+a+b", "impersonation"),
    (["impersonate - users bob", "impersonate - groups a"], "user:bob+a+b", "unreachable"),
    (["get - serviceaccounts"], "account:far:ghost", "unreachable"),
  ])
  func whoeverIsAskedAboutNeedNotBeThere(rules: [String], goal: String, way: String) {
    #expect(ReachWorld(rules, isClosed: true).way(to: goal) == way)
  }

  /// Whoever is impersonated cannot use a right to impersonate, and can give it to one who can.
  @Test(arguments: [
    (["create - rolebindings"], "unreachable"),
    (
      ["create rbac.authorization.k8s.io rolebindings"],
      "impersonation binding-writing binding-writing impersonation"
    ),
  ])
  func rightsToImpersonateAreLentByThoseWhoAreImpersonated(rules: [String], way: String) {
    let world = ReachWorld(
      ["impersonate - serviceaccounts a"] + rules,
      RBACText.role("to-b", ["impersonate - serviceaccounts b"])
        + RBACText.binding("a", in: "shop", role: "to-b", ["shop:a"])
        + RBACText.role("services", ["patch - nodes"])
        + RBACText.binding("b", role: "services", ["shop:b"]), isClosed: true)
    #expect(world.way(to: "patch:/nodes") == way)
  }
}
