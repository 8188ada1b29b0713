// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import KubernetesAPI
import RBAC
import TestSupport
import Testing
import YAMLSyntax

struct ProofPlannerTests {
  /// A catalog whose only action sends one request.
  private static func catalog(_ request: String) throws -> Catalog {
    let text = """
      schemaVersion: 1
      version: 1.0.0
      agent: {name: probe, newest: 3.0.0}
      crds: [{group: keda.sh, resource: scaledobjects, version: v1alpha1}]
      actions:
      - id: probe:it
        title: Probe it
        access: read
        steps:
        - {why: it is the test, request: {\(request)}}
        - {why: it is not sent, optional: true, request: {verb: get, apiGroup: "", resource: nodes}}

      """
    return try #require(
      Catalog.read(SourceText(name: "probe.yaml", text: text)).catalog, "\(text)")
  }

  private static func probes(
    _ request: String, kubernetes: Int = 33, watching namespaces: [String] = [],
    targets: [ProofTarget] = []
  ) throws -> [Proof.Probe] {
    let context = Samples.context(kubernetes, watching: namespaces)
    let table = APITable.builtIn(KubernetesVersion(minor: kubernetes))
    let catalog = try Self.catalog(request)
    let needs = try #require(catalog.needs(of: catalog.actions, in: context).first)
    return ProofPlanner(catalog: catalog, table: table, context: context, targets: targets)
      .result(of: needs).probes
  }

  private static let none = "rolefit-no-such-object"
  private static let nowhere = "/namespaces/rolefit-no-such-namespace"

  @Test(arguments: [
    ("verb: get, apiGroup: '', resource: pods", "GET", "/api/v1\(nowhere)/pods/\(none)"),
    (
      "verb: get, apiGroup: '', resource: pods/log", "GET",
      "/api/v1\(nowhere)/pods/\(none)/log"
    ),
    (
      "verb: get, apiGroup: '', resource: nodes, scope: cluster", "GET",
      "/api/v1/nodes/\(none)"
    ),
    (
      "verb: list, apiGroup: apps, resource: deployments", "GET",
      "/apis/apps/v1/deployments?fieldSelector=metadata.name%3D\(none)&limit=1"
    ),
    (
      "verb: watch, apiGroup: '', resource: pods", "GET",
      "/api/v1/pods?watch=true&timeoutSeconds=1&fieldSelector=metadata.name%3D\(none)"
    ),
    (
      "verb: create, apiGroup: batch, resource: jobs", "POST",
      "/apis/batch/v1\(nowhere)/jobs?dryRun=All"
    ),
    (
      "verb: update, apiGroup: '', resource: pods", "PUT",
      "/api/v1\(nowhere)/pods/\(none)?dryRun=All"
    ),
    (
      "verb: patch, apiGroup: apps, resource: deployments/scale", "PATCH",
      "/apis/apps/v1\(nowhere)/deployments/\(none)/scale?dryRun=All"
    ),
    (
      "verb: delete, apiGroup: '', resource: configmaps, scope: own, name: mine", "DELETE",
      "/api/v1/namespaces/own/configmaps/mine?dryRun=All"
    ),
    (
      "verb: deletecollection, apiGroup: '', resource: pods", "DELETE",
      "/api/v1/pods?labelSelector=rolefit.io%2Fnone%3Dnone&dryRun=All"
    ),
  ])
  func aRequestIsSentWhereItChangesNothing(
    request: String, method: String, path: String
  ) throws {
    let probes = try Self.probes(request)
    #expect(probes.map(\.method) == [method])
    #expect(probes.map(\.path) == [path])
    #expect(probes.map(\.review) == [nil])
    let writes = ["POST", "PUT", "PATCH", "DELETE"].contains(method)
    #expect(probes.map(\.isDry) == [writes], "whatever writes is a dry run")
    #expect(probes.map(\.answer) == [.planned])
  }

  @Test func whatIsCreatedIsAnObjectOfItsKindAndNoMore() throws {
    let created = try #require(Self.probes("verb: create, apiGroup: batch, resource: jobs").first)
    #expect(created.contentType == "application/json")
    #expect(
      created.body.map { JSONEmitter.text($0, pretty: false) }
        == #"{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"\#(Self.none)","#
        + #""namespace":"rolefit-no-such-namespace"}}"#)
    let patched = try #require(Self.probes("verb: patch, apiGroup: '', resource: pods").first)
    #expect(patched.contentType == "application/merge-patch+json")
    #expect(patched.body == .mapping([]))
    let read = try #require(Self.probes("verb: get, apiGroup: '', resource: pods").first)
    #expect(read.contentType == nil && read.body == nil)
  }

  @Test(arguments: [(21, "policy/v1beta1"), (22, "policy/v1")])
  func anEvictionIsOfTheVersionThatTheServerHas(kubernetes: Int, version: String) throws {
    let probe = try #require(
      Self.probes(
        "verb: create, apiGroup: '', resource: pods/eviction", kubernetes: kubernetes
      ).first)
    #expect(probe.path == "/api/v1\(Self.nowhere)/pods/\(Self.none)/eviction?dryRun=All")
    let body = try JSON(parsing: JSONEmitter.text(probe.body ?? .null, pretty: false))
    #expect(body["apiVersion"].string == version && body["kind"].string == "Eviction")
  }

  @Test(arguments: [(20, "v1beta1"), (21, "v1")])
  func theGroupsVersionFollowsTheServers(kubernetes: Int, version: String) throws {
    let request = "verb: get, apiGroup: batch, resource: cronjobs"
    let path = try Self.probes(request, kubernetes: kubernetes).first?.path
    #expect(path == "/apis/batch/\(version)\(Self.nowhere)/cronjobs/\(Self.none)")
  }

  @Test func theCatalogSaysByWhichVersionADeclaredResourceIsAskedFor() throws {
    let request = "verb: get, apiGroup: keda.sh, resource: scaledobjects"
    let path = try Self.probes(request)[0].path
    #expect(path == "/apis/keda.sh/v1alpha1\(Self.nowhere)/scaledobjects/\(Self.none)")
  }

  @Test(arguments: [
    ("verb: create, apiGroup: '', resource: pods/exec", "exec has no dry run"),
    ("verb: get, apiGroup: '', resource: pods/attach", "attach has no dry run"),
    ("verb: create, apiGroup: '', resource: serviceaccounts/token", "it would make a token"),
    ("verb: '*', apiGroup: '*', resource: '*'", "a wildcard stands for more than one request"),
    (
      "verb: impersonate, apiGroup: '', resource: groups, scope: cluster",
      "impersonate is no request of its own"
    ),
    ("verb: get, nonResourceURL: /logs/*", "it stands for more than one request"),
  ])
  func whatCannotBeTriedIsAskedAbout(request: String, review: String) throws {
    let probes = try Self.probes(request)
    #expect(probes.map(\.review) == [review])
    #expect(probes.allSatisfy { $0.path == nil && $0.method == nil })
  }

  @Test func aPathIsAskedForAsItIs() throws {
    let probe = try #require(Self.probes("verb: get, nonResourceURL: /metrics").first)
    #expect(probe.method == "GET" && probe.path == "/metrics" && probe.review == nil)
  }

  @Test func aConfinedAgentsRequestsStayInItsNamespaces() throws {
    let pods = "verb: get, apiGroup: '', resource: pods"
    #expect(
      try Self.probes(pods, watching: ["till", "shop"]).map(\.path) == [
        "/api/v1/namespaces/shop/pods/\(Self.none)", "/api/v1/namespaces/till/pods/\(Self.none)",
      ])
    let target = ProofTarget(apiGroup: "", resource: "pods", namespace: "till", name: "web-0")
    #expect(
      try Self.probes(pods, watching: ["till", "shop"], targets: [target]).map(\.path) == [
        "/api/v1/namespaces/shop/pods/\(Self.none)", "/api/v1/namespaces/till/pods/web-0",
      ])
  }

  @Test func aTargetOfItsKindIsAimedAt() throws {
    let pods = "verb: get, apiGroup: '', resource: pods"
    func path(_ target: ProofTarget, _ request: String) throws -> String? {
      try Self.probes(request, targets: [target]).first?.path
    }
    let pod = ProofTarget(apiGroup: "", resource: "pods", namespace: "shop", name: "web-0")
    #expect(try path(pod, pods) == "/api/v1/namespaces/shop/pods/web-0")
    let node = ProofTarget(apiGroup: "", resource: "nodes", namespace: "", name: "n1")
    #expect(try path(node, pods) == "/api/v1\(Self.nowhere)/pods/\(Self.none)")
    let nodes = "verb: get, apiGroup: '', resource: nodes, scope: cluster"
    #expect(try path(node, nodes) == "/api/v1/nodes/n1")
    let metrics = ProofTarget(
      apiGroup: "metrics.k8s.io", resource: "pods", namespace: "shop", name: "web-0")
    #expect(try path(metrics, pods) == "/api/v1\(Self.nowhere)/pods/\(Self.none)")
    // A name that the agent always uses is kept.
    let own = ProofTarget(apiGroup: "", resource: "configmaps", namespace: "own", name: "other")
    let request = "verb: get, apiGroup: '', resource: configmaps, scope: own, name: mine"
    #expect(try path(own, request) == "/api/v1/namespaces/own/configmaps/mine")
  }

  @Test func optionalRequestsAreNotSentAndNoneTwice() throws {
    let context = Samples.context()
    let planner = ProofPlanner(
      catalog: Samples.ferry, table: Samples.table, context: context, targets: [])
    let result = planner.result(of: try #require(Samples.needs(["delete:pod"]).first))
    #expect(result.id == "delete:pod" && result.title == "Delete a pod")
    #expect(result.probes.map(\.method) == ["DELETE"])
    var needs = try #require(Samples.needs(["delete:pod"]).first)
    needs.required += needs.required
    #expect(planner.result(of: needs).probes.count == 1)
  }
}
