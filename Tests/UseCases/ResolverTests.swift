// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import KubernetesAPI
import Manifests
import TestSupport
import Testing
import Tools
import UseCases

/// Facts are taken from their sources in one order, and say where they come from.
struct ResolverTests {
  private func chart(tag: String) -> String {
    """
    ---
    # Source: k8s-watcher/templates/deployment.yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: agent, namespace: default}
    spec:
      template:
        spec:
          containers: [{name: agent, image: "registry.example/k8s-watcher:\(tag)"}]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: agent}
    rules:
    - {apiGroups: [""], resources: [pods], verbs: [delete]}
    """
  }

  private func agent(
    tag: String, _ values: [OptionName: [String]] = [:]
  ) throws -> (version: Sourced<AgentVersion>, remarks: [String]) {
    let messages = StubMessages()
    let outside = Outside.stub(tools: StubTools.helm(chart(tag: tag)), messages: messages)
    let options = try Options(
      values.merging([.chart: ["vendor/k8s-watcher"], .actions: ["delete:pod"]]) { $1 }, outside)
    let result = try Verify(VerifyRequest(options, outside)).run()
    return (result.set.agent, messages.remarks)
  }

  @Test func theAgentsVersionIsThatWhichIsNamed() throws {
    let named = try agent(tag: "0.2.100", [.agentVersion: ["0.2.50"]])
    #expect(named.version == Sourced(try #require(AgentVersion("0.2.50")), from: .commandLine))
    #expect(!named.remarks.contains { $0.contains("0.2.50") })
  }

  @Test func elseThatOfTheImageItself() throws {
    let found = try agent(tag: "0.2.100", [.chartVersion: ["1.18.17"]])
    let version = try #require(AgentVersion("0.2.100"))
    #expect(found.version == Sourced(version, from: .image(workload: "Deployment 'default/agent'")))
    #expect(
      found.remarks.contains {
        $0.contains("k8s-watcher 0.2.100, the image of Deployment 'default/agent'")
      })
  }

  @Test func elseThatOnRecordForTheChartsVersion() throws {
    let found = try agent(tag: "latest", [.chartVersion: ["1.18.17"]])
    #expect(found.version.origin == .record(chart: "k8s-watcher@1.18.17"))
  }

  @Test func elseTheNewestWhichIsSaid() throws {
    let found = try agent(tag: "latest")
    #expect(found.version == Sourced(Catalog.builtIn.newestAgentVersion, from: .newest))
    #expect(found.remarks.contains { $0.contains("assuming") })
  }

  @Test func aServersVersionCountsUnlessOneIsNamed() throws {
    let server = try #require(KubernetesVersion("1.25"))
    let outside = Outside.stub()
    let none = Resolver(try Options([:], outside), outside)
    #expect(try none.kubernetes(server: server) == Sourced(server, from: .server(server)))
    #expect(try none.kubernetes() == Sourced(APITable.newest, from: .newest))
    let named = Resolver(try Options([.kubeVersion: ["1.31"]], outside), outside)
    #expect(try named.kubernetes(server: server).origin == .commandLine)
    #expect(try named.serverVersion(Kubectl(StubTools())) == nil)
  }

  @Test func theNamedCatalogIsBeforeTheChartsOwn() throws {
    let outside = Outside.stub()
    let resolver = Resolver(
      try Options([.catalog: [Repository.path("docs/catalogs/external-secrets.yaml")]], outside),
      outside)
    let chart = try Chart(opening: Repository.path("charts/k8s-watcher"))
    #expect(try resolver.catalog(carriedBy: chart).agent.name != "k8s-watcher")
    let messages = StubMessages()
    let other = Outside.stub(messages: messages)
    let unnamed = Resolver(try Options([:], other), other)
    #expect(try unnamed.catalog(carriedBy: chart).agent.name == "k8s-watcher")
    #expect(messages.remarks.contains { $0.contains("the chart's own catalog") })
  }
}
