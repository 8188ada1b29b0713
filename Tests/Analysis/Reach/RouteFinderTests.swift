// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import TestSupport
import Testing

struct RouteFinderTests {
  private static func finder(_ text: String, kubernetes: Int = 33) -> RouteFinder {
    RouteFinder(
      access: Samples.access(text), table: Samples.table, catalog: Samples.ferry,
      context: Samples.context(kubernetes))
  }

  private static func routes(
    to id: String, _ rules: [String], kubernetes: Int = 33
  ) -> [String] {
    finder(Samples.bound(rules), kubernetes: kubernetes).routes(to: Samples.actions([id]))
      .map(\.route)
  }

  @Test func theDocumentedWayIsOne() throws {
    let found = Self.finder(Samples.bound(["get - pods", "delete - pods"]))
      .routes(to: Samples.actions(["delete:pod", "exec:pod"]))
    let route = try #require(found.first)
    #expect(found.count == 1)
    #expect(route.action == "delete:pod" && route.route == "the documented way")
    #expect(route.grants.map(\.title) == ["ClusterRole 'agent' rule 2"])
    #expect(route.grants.first?.range?.start.line == 7)
  }

  @Test func anotherWayOfDoingTheSameIsOne() {
    let way = "patch the deployment itself"
    #expect(Self.routes(to: "scale:deployment", ["patch apps deployments"]) == [way])
    #expect(
      Self.routes(to: "scale:deployment", ["patch apps deployments,deployments/scale"])
        == ["the documented way", way])
    #expect(Self.routes(to: "scale:deployment", ["get apps deployments/scale"]) == [])
  }

  @Test func everyRequestOfAWayMustBeAllowed() {
    let most = ["get,patch apps deployments"]
    #expect(Self.routes(to: "rollback:deployment", most) == [])
    let all = most + ["list apps replicasets"]
    #expect(Self.routes(to: "rollback:deployment", all) == ["the documented way"])
    #expect(Self.routes(to: "rollback:deployment", ["* * *"]) == ["the documented way"])
  }

  /// A WebSocket is opened with GET, which servers before 1.35 do not ask a create of.
  @Test(arguments: [
    (33, ["create"], ["the documented way"]),
    (33, ["get"], ["over a WebSocket"]),
    (33, ["get", "create"], ["the documented way", "over a WebSocket"]),
    (35, ["create"], ["the documented way"]),
    (35, ["get"], ["over a WebSocket, where the API server is older than 1.35"]),
    (
      35, ["get", "create"],
      [
        "the documented way", "over a WebSocket",
        "over a WebSocket, where the API server is older than 1.35",
      ]
    ),
  ])
  func everyTransportIsTried(kubernetes: Int, verbs: [String], expected: [String]) {
    let rule = "\(verbs.joined(separator: ",")) - pods/exec"
    #expect(Self.routes(to: "exec:pod", [rule], kubernetes: kubernetes) == expected)
  }

  @Test func oneNameAndOneNamespaceAreEnough() {
    #expect(Self.routes(to: "delete:pod", ["delete - pods web-0"]) == ["the documented way"])
    let local =
      RBACText.role("agent", in: "shop", ["delete - pods"])
      + RBACText.binding("agent", in: "shop", role: "Role/agent")
    #expect(Self.finder(local).routes(to: Samples.actions(["delete:pod"])).count == 1)
  }

  @Test func aNamespaceGivesNothingThatIsInNone() {
    func local(_ rule: String) -> RouteFinder {
      Self.finder(
        RBACText.role("agent", [rule]) + RBACText.binding("agent", in: "shop", role: "agent"))
    }
    let cordon = Samples.actions(["cordon:node"])
    #expect(local("patch - nodes").routes(to: cordon).isEmpty)
    #expect(local("* * *").routes(to: cordon).isEmpty)
    #expect(Self.routes(to: "cordon:node", ["patch - nodes"]) == ["the documented way"])
  }
}
