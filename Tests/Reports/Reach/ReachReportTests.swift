// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import KubernetesAPI
import Manifests
import RBAC
import Reports
import TestSupport
import Testing
import YAMLSyntax

struct ReachReportTests {
  private static let rbac = "rbac.authorization.k8s.io"

  /// An account that comes to another, whose role is not there, and to a binding.
  private static let manifests =
    RBACText.role(
      "agent", ["create - serviceaccounts/token deployer", "create - pods/portforward"])
    + RBACText.binding("agent", role: "agent", ["agents:agent"])
    + RBACText.role(
      "binder", ["create \(rbac) clusterrolebindings", "bind \(rbac) clusterroles node-patcher"])
    + RBACText.binding("binder", role: "binder", ["shop:deployer"])
    + RBACText.role("node-patcher", ["patch - nodes"])
    + RBACText.binding("unknown", in: "shop", role: "unknown", ["shop:deployer"])

  private static let goals: [ReachGoal] =
    [
      .clusterAdmin, .account(.init(namespace: "shop", name: "deployer")), .rbac,
    ] + ["patch:/nodes", "delete:/pods@shop"].compactMap { ReachGoal($0) }

  private static func report(
    of accounts: [String], _ manifests: String = manifests, includesModelled: Bool = true
  ) -> ReachReport {
    let version = KubernetesVersion(minor: 33)
    var reader = ManifestReader(kubernetesMinor: 33)
    reader.read(SourceText(name: "rbac.yaml", text: manifests))
    let base = AgentAccess(
      of: .init(namespace: "agents", name: "agent"), in: reader.finish(inputs: "rbac.yaml"),
      defaults: DefaultObjects(),
      closedWorld: false
    ).reachBase(version, defaults: DefaultObjects())
    let requests = GoalRequests(
      goals, catalog: Catalog.builtIn, table: APITable.builtIn(version),
      context: NeedContext(
        kubernetes: version, agentVersion: Catalog.builtIn.newestAgentVersion))
    return ReachReport(
      kubernetes: version, includesModelled: includesModelled,
      accounts: accounts.map { account in
        let parts = account.split(separator: ":").map(String.init)
        let user = User.serviceAccount(namespace: parts[0], name: parts[1])
        let reach = Reach(base, from: user, includesModelled: includesModelled)
        return ReachReport.Account(
          user: user, counts: reach.counts, results: reach.results(goals, requests))
      }, assumptions: ["The input is what it is."])
  }

  @Test func aReportIsAsRecorded() throws {
    for (name, accounts) in [("one", ["agents:agent"]), ("all", ["agents:agent", "shop:web"])] {
      let report = Self.report(of: accounts)
      try Golden.expect(
        ReachText(report, style: .plain).text, named: "Reports/Reach/\(name).txt")
      try Golden.expect(ReachJSON(report).text, named: "Reports/Reach/\(name).json")
      try Golden.expect(ReachDot(report).text, named: "Reports/Reach/\(name).dot")
    }
  }

  /// Who comes to everything comes to each goal by the same steps.
  @Test func goalsWithOneWayStandTogether() {
    let masters =
      RBACText.role("masters", ["impersonate - users", "impersonate - groups"])
      + RBACText.binding("masters", role: "masters", ["shop:lord"])
    let all = ReachText(Self.report(of: ["shop:lord"], Self.manifests + masters), style: .plain)
      .text
    #expect(
      all.contains(
        "\ncluster-admin, account:shop:deployer, rbac, patch:/nodes, delete:/pods@shop: reachable"))
    #expect(all.ranges(of: "as shop:lord").count == 1)
  }

  @Test func theJSONOfOneAccountHasItsGoals() throws {
    let json = try JSON(parsing: ReachJSON(Self.report(of: ["agents:agent"])).text)
    #expect(json["schemaVersion"] == 1 && json["kubernetes"] == "1.33")
    #expect(json["account"] == "agents:agent")
    #expect(
      json["goals"].array.map { $0["verdict"].string } == [
        "unreachable", "reachable", "reachable", "reachable", "undetermined",
      ])
    #expect(
      json["goals"].array.map { $0["certainty"].string } == [
        nil, "decided", "decided", "decided", nil,
      ])
    #expect(json["goals"][4]["reasons"].array.count == 1)
    #expect(json["assumptions"] == ["The input is what it is."])
    let step = json["goals"][3]["path"][0]
    #expect(step["route"] == "token-creation" && step["certainty"] == "decided")
    #expect(step["as"] == "system:serviceaccount:agents:agent")
    #expect(step["yields"] == "the service account 'shop:deployer'")
    let asked = step["requests"][0]
    #expect(
      asked["request"] == [
        "verb": "create", "apiGroup": "", "resource": "serviceaccounts/token",
        "namespace": "shop", "name": "deployer",
      ])
    #expect(asked["grant"]["role"] == "ClusterRole 'agent'" && asked["grant"]["rule"] == 0)
    #expect(asked["grant"]["file"] == "rbac.yaml" && asked["grant"]["line"] == 6)
    #expect(json["counts"]["reachable"] == 3 && json["counts"]["undetermined"] == 1)
    #expect(json["counts"]["accountsByNamespace"] == ["shop": 1])
  }

  @Test func severalAccountsHaveAnEntryEach() throws {
    let json = try JSON(
      parsing: ReachJSON(Self.report(of: ["agents:agent", "shop:web"])).text)
    #expect(
      json["accounts"].array.map { $0["account"].string } == ["agents:agent", "shop:web"])
    #expect(json["accounts"][1]["counts"]["reachable"] == 0)
  }

  @Test func everyRouteIsListedWithWhatBecameOfIt() throws {
    func status(_ includesModelled: Bool) throws -> [String: String] {
      let report = Self.report(of: ["agents:agent"], includesModelled: includesModelled)
      let routes = try JSON(parsing: ReachJSON(report).text)["routes"].array
      for route in routes {
        #expect((route["checked"] == true) == (route["status"] == "checked"))
      }
      return Dictionary(
        uniqueKeysWithValues: routes.map { ($0["id"].string ?? "", $0["status"].string ?? "") })
    }
    let all = try status(true)
    #expect(all.count == RouteRegistry.all.count)
    #expect(all["pod-exec"] == "checked" && all["impersonation"] == "checked")
    #expect(all["constrained-impersonation"] == "not-in-version")
    let decided = try status(false)
    #expect(decided["pod-exec"] == "not-applicable" && decided["impersonation"] == "checked")
  }

  @Test func thePageHasEveryRouteAndExample() {
    let page = RoutePage.text
    for route in RouteRegistry.all {
      #expect(page.contains("\n## \(route.id)\n"))
      for example in route.flagged + route.nearMisses {
        #expect(page.contains(example.manifests))
      }
    }
    #expect(page.contains(RouteExample.shared))
    #expect(!page.contains("\n\n\n") && page.hasSuffix("\n"))
  }
}
