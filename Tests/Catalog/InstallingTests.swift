// SPDX-License-Identifier: Apache-2.0

import Catalog
import Testing
import YAMLSyntax

/// What the catalog knows about installing the agent.
struct InstallingTests {
  private static let catalog = Catalog.builtIn

  @Test(arguments: [
    ("0.1.104", "public.ecr.aws/komodor-public/k8s-watcher", []),
    ("0.2.139", "public.ecr.aws/komodor-public/k8s-watcher", []),
    ("0.2.221", "public.ecr.aws/komodor-public/komodor-agent", ["watcher"]),
  ])
  func anAgentComesInItsImage(version: String, repository: String, command: [String]) throws {
    let agent = try #require(AgentVersion(version))
    let image = try #require(Self.catalog.agent.image(of: agent))
    #expect(image.repository == repository)
    #expect(image.command == command)
  }

  @Test(arguments: [
    ("0.1.103", "0.11.18"), ("0.1.104", "0.11.20"), ("0.1.107", "0.15.0"), ("0.1.108", "0.17.0"),
  ])
  func anOlderAgentHasTheChartThatShippedIt(agent: String, before: String) throws {
    let dialect = try Self.catalog.dialect("k8s-watcher").dialect
    let version = try #require(AgentVersion(agent))
    let chart = try #require(dialect.chartVersion(shipping: version))
    let latest = try #require(ChartVersion(before))
    #expect(chart <= latest)
    #expect(dialect.agentVersion(of: chart) == version)
  }

  @Test func theNewestAgentHasWhateverChart() throws {
    let dialect = try Self.catalog.dialect("k8s-watcher").dialect
    #expect(dialect.chartVersion(shipping: Self.catalog.newestAgentVersion) == nil)
  }

  private static func configuration(_ dialect: String, _ set: [String]) throws -> YAMLValue {
    let dialect = try catalog.dialect(dialect)
    let actions = try catalog.select(set)
    let values = dialect.values(for: actions, capabilities: [], in: catalog).values
    return try #require(dialect.configuration(of: values))
  }

  @Test func theFirstReleaseHasOneSwitch() throws {
    let configuration = try Self.configuration("k8s-watcher@0.11.20", ["scale:service"])
    #expect(configuration.value(at: "actions") == .bool(true))
    #expect(configuration.value(at: "resources.pod") == .bool(false))
  }

  @Test func groupsAreSwitchedOneByOne() throws {
    let configuration = try Self.configuration("k8s-watcher@1.18.17", ["exec:pod", "helm"])
    #expect(configuration.value(at: "actions.basic") == .bool(false))
    #expect(configuration.value(at: "actions.podExec") == .bool(true))
    #expect(configuration.value(at: "enableHelm") == .bool(true))
    #expect(configuration.value(at: "allowReadingPodLogs") == .bool(false))
  }

  @Test func oneValueMaySwitchSeveralPlaces() throws {
    for chart in ["komodor-agent@2.0.0", "komodor-agent@2.17.0"] {
      let configuration = try Self.configuration(chart, ["basic", "helm"])
      for group in ["basic", "advanced", "podExec", "portforward"] {
        #expect(configuration.value(at: "actions.\(group)") == .bool(true))
      }
      #expect(configuration.value(at: "enableHelm") == .bool(true), "\(chart)")
    }
  }
}
