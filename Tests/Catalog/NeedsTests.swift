// SPDX-License-Identifier: Apache-2.0

import Catalog
import KubernetesAPI
import RBAC
import Testing

struct NeedsTests {
  private let catalog = Catalog.builtIn

  private func context(
    _ minor: Int = 30, _ transport: TransportChoice = .spdy, watching namespaces: [String] = [],
    own namespace: String? = nil
  ) -> NeedContext {
    NeedContext(
      kubernetes: KubernetesVersion(minor: minor), agentVersion: catalog.newestAgentVersion,
      transport: transport, watchNamespaces: namespaces, agentNamespace: namespace)
  }

  @Test(arguments: [
    ("exec:pod", TransportChoice.spdy, 34, ["create"]),
    ("exec:pod", .spdy, 35, ["create"]),
    ("exec:pod", .websocket, 34, ["get"]),
    ("exec:pod", .websocket, 35, ["get", "create"]),
    ("exec:pod", .any, 34, ["get", "create"]),
    ("exec:pod", .any, 36, ["get", "create"]),
    ("port-forward:pod", .spdy, 35, ["create"]),
    ("port-forward:pod", .websocket, 34, ["get"]),
    ("port-forward:pod", .websocket, 35, ["get", "create"]),
  ])
  func streamsNeedWhatTheirTransportSends(
    id: String, transport: TransportChoice, minor: Int, verbs: [String]
  ) throws {
    let action = try #require(catalog.action(id))
    let rules = catalog.rules(for: [action], in: context(minor, transport))
    #expect(rules.map(\.rule.verbs) == [verbs])
  }

  @Test func aConfinedAgentNeedsItsNamespacesAndTheClusterForNodes() throws {
    let actions = try catalog.select(["delete:pod", "cordon:node"])
    let rules = catalog.rules(for: actions, in: context(watching: ["b", "a", "a"]))
    #expect(rules.map(\.scope) == [.cluster, .namespace("a"), .namespace("b")])
    #expect(rules.map(\.rule.resources) == [["nodes"], ["pods"], ["pods"]])
  }

  @Test func requestsAreAskedWhereTheyAreSent() throws {
    let action = try #require(catalog.action("delete:pod"))
    let template = try #require(action.steps.first?.request)
    #expect(
      template.requests(in: context(watching: ["a"]), anyName: "x")
        == [
          .resource(
            ResourceRequest(
              verb: "delete", apiGroup: "", resource: "pods", namespace: "a", name: "x"))
        ])
    let exec = try #require(catalog.action("exec:pod")?.steps.last?.request)
    #expect(
      exec.requests(in: context(), anyName: "x")
        == [
          .resource(
            ResourceRequest(
              verb: "create", apiGroup: "", resource: "pods", subresource: "exec", name: "x"))
        ])
    let create = try #require(catalog.action("create:pod")?.steps.first?.request)
    #expect(
      create.requests(in: context(), anyName: "x")
        == [.resource(ResourceRequest(verb: "create", apiGroup: "", resource: "pods"))])
  }

  @Test func waysHoldWhatTheActionRequires() throws {
    let drain = try #require(catalog.action("drain:node"))
    let needs = try #require(catalog.needs(of: [drain], in: context()).first)
    let way = try #require(needs.ways.first)
    #expect(Set(needs.required.map(\.action)) == ["cordon:node", "drain:node"])
    #expect(
      Set(way.atoms.map { "\($0.rule.verbs[0]) \($0.rule.resources[0])" })
        == ["patch nodes", "list pods", "get daemonsets", "delete pods"])
    #expect(needs.optional.map(\.step.request.description) == ["get nodes", "get pods"])
  }

  @Test func literalsAndTemplatesNameTheirObject() throws {
    func name(_ name: RequestTemplate.ObjectName, _ context: NeedContext) -> [[String]] {
      RequestTemplate(
        "get", .resource(apiGroup: "", resource: "configmaps", scope: .own, name: name)
      ).atoms(in: context).map(\.rule.resourceNames)
    }
    var context = context(own: "agents")
    #expect(name(.literal("lock"), context) == [["lock"]])
    #expect(name(.any, context) == [[]])
    #expect(name(.template("{release}-lock"), context) == [[]])
    context.release = "blue"
    #expect(name(.template("{release}-lock"), context) == [["blue-lock"]])
    #expect(name(.template("a-{namespace}-b"), context) == [["a-agents-b"]])
    #expect(context.scopes(of: .own) == [.namespace("agents")])
  }
}
