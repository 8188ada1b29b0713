// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Analysis

/// What writing roles comes to.
struct RoleReachTests {
  private static let rbac = "rbac.authorization.k8s.io"

  @Test(arguments: [
    ("escalate,patch", "role-writing"), ("escalate,update", "role-writing"),
    ("escalate", "unreachable"), ("patch", "unreachable"), ("escalate,create", "unreachable"),
    ("escalate,delete", "unreachable"),
  ])
  func aRoleThatIsHeldTakesAnythingWithEscalate(verbs: String, way: String) {
    let world = ReachWorld(["\(verbs) \(Self.rbac) clusterroles agent"])
    #expect(world.way(to: "cluster-admin") == way)
  }

  @Test func bothVerbsMustHoldForOneRoleThatIsHeld() {
    func way(_ escalate: String, _ patch: String) -> String {
      ReachWorld([
        "escalate \(Self.rbac) clusterroles \(escalate)",
        "patch \(Self.rbac) clusterroles \(patch)",
      ]).way(to: "cluster-admin")
    }
    #expect(way("agent", "agent") == "role-writing")
    #expect(way("agent,view", "agent,edit") == "role-writing")
    #expect(way("agent", "view") == "unreachable")
    #expect(way("view", "view") == "unreachable")
  }

  @Test func aRoleOfANamespaceGivesTheNamespace() {
    let manifests =
      RBACText.role("agent", in: "shop", ["escalate,patch \(Self.rbac) roles"])
      + RBACText.binding("agent", in: "shop", role: "Role/agent")
    let world = ReachWorld(manifests, hasDefaults: false)
    #expect(world.way(to: "delete:/pods@shop") == "role-writing")
    #expect(world.way(to: "delete:/pods@other") == "unreachable")
    #expect(world.way(to: "cluster-admin") == "unreachable")
  }

  /// A plain create tells the escalation check no name.
  @Test(arguments: [
    ("create,escalate", "", "role-writing"), ("create", "", "undetermined"),
    ("create,escalate", " later", "undetermined"),
    ("create,escalate,patch", " later", "role-writing"),
    ("create,escalate,patch", " other", "undetermined"),
  ])
  func aBindingToARoleThatIsNotThereWaitsForIt(verbs: String, names: String, way: String) {
    let world = ReachWorld(
      ["\(verbs) \(Self.rbac) clusterroles\(names)"],
      RBACText.binding("waiting", role: "later"))
    #expect(world.way(to: "cluster-admin") == way)
    var closed = world
    closed.isClosed = true
    #expect(
      closed.way(to: "cluster-admin") == (way == "undetermined" ? "unreachable" : way))
  }

  private static func aggregated(_ verbs: String) -> ReachWorld {
    ReachWorld(
      ["\(verbs) \(rbac) clusterroles part"],
      RBACText.role("whole", [], aggregating: "example.com/part: whole")
        + RBACText.binding("whole", role: "whole")
        + RBACText.role(
          "part", ["get - configmaps"], labels: ["example.com/part": "whole"]))
  }

  @Test func anAggregatedRoleTakesInWhatIsWrittenWithEscalate() {
    #expect(Self.aggregated("escalate,patch").way(to: "cluster-admin") == "aggregation")
    #expect(Self.aggregated("patch").way(to: "cluster-admin") == "unreachable")
    #expect(
      Self.aggregated("escalate,patch").way(to: "cluster-admin", includesModelled: false)
        == "unreachable")
  }

  /// A controller takes in what is there, or is made first.
  @Test(arguments: [
    (["escalate,patch \(rbac) clusterroles ghost"], "unreachable"),
    (
      [
        "escalate,patch \(rbac) clusterroles ghost", "create \(rbac) clusterroles",
      ], "role-writing aggregation"
    ),
  ])
  func anAggregatedRoleTakesInNothingThatIsNotThere(rules: [String], way: String) {
    let world = ReachWorld(
      rules,
      RBACText.role("whole", [], aggregating: "example.com/part: whole")
        + RBACText.binding("whole", role: "whole"), isClosed: true)
    #expect(world.way(to: "cluster-admin") == way)
  }

  /// Its rules are overwritten by the controller, but the escalate verb gives it other selectors,
  /// or none.
  @Test func anAggregatedRoleCanBeWrittenItself() {
    func way(_ verbs: String) -> String {
      ReachWorld(
        ["\(verbs) \(Self.rbac) clusterroles whole"],
        RBACText.role("whole", [], aggregating: "example.com/part: whole")
          + RBACText.binding("whole", role: "whole")
          + RBACText.role("part", ["get - configmaps"], labels: ["example.com/part": "whole"])
      ).way(to: "cluster-admin")
    }
    #expect(way("escalate,patch") == "role-writing")
    #expect(way("patch") == "unreachable")
  }

  @Test func rulesOfAnAggregatedRoleThatNobodyKnowsAreOpen() {
    let whole =
      RBACText.role("whole", [], aggregating: "example.com/part: whole")
      + RBACText.binding("whole", role: "whole")
    let world = ReachWorld(["get - pods"], whole)
    #expect(world.way(to: "cluster-admin") == "undetermined")
    #expect(world.result(to: "cluster-admin").reasons.contains { $0.contains("whole") })
    var closed = world
    closed.isClosed = true
    #expect(closed.way(to: "cluster-admin") == "unreachable")
  }

  /// A role that selects labels nothing has is empty when it is bound; what is made then fills it.
  @Test(arguments: [
    ("create,escalate", "", "aggregation binding-writing"),
    ("create", "", "unreachable"), ("escalate", "", "unreachable"),
    ("create,escalate", " one,two", "unreachable"),
    ("create,escalate,patch", " one,two", "role-writing role-writing binding-writing"),
    ("create,escalate,patch", " one", "role-writing role-writing binding-writing"),
    ("create,escalate,update", " one", "role-writing role-writing binding-writing"),
  ])
  func anAggregatedRoleOfOnesOwnIsBoundWhileItIsEmpty(verbs: String, names: String, way: String) {
    let world = ReachWorld(
      ["\(verbs) \(Self.rbac) clusterroles\(names)", "create \(Self.rbac) clusterrolebindings"],
      isClosed: true)
    #expect(world.way(to: "cluster-admin") == way)
    let isModelled = way.contains("aggregation")
    #expect(
      world.way(to: "cluster-admin", includesModelled: false) == (isModelled ? "unreachable" : way))
  }

  /// Whoever has a role that is deleted has the one that is made in its place.
  @Test(arguments: [
    ("delete,create,escalate", "", "role-writing"),
    (
      "deletecollection,create,escalate", "",
      "role-writing"
    ), ("delete,create", "", "unreachable"),
    ("delete,escalate", "", "unreachable"), ("delete,create,escalate", " agent", "unreachable"),
    ("delete,create,escalate,patch", " agent", "role-writing"),
    ("deletecollection,create,escalate", " agent", "unreachable"),
  ])
  func aRoleIsDeletedAndMadeAnew(verbs: String, names: String, way: String) {
    let world = ReachWorld(["\(verbs) \(Self.rbac) clusterroles\(names)"], isClosed: true)
    #expect(world.way(to: "cluster-admin") == way)
  }
}
