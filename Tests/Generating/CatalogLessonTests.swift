// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import Generating
import KubernetesAPI
import RBAC
import TestSupport
import Testing
import YAMLSyntax

/// What a catalog learns allows what it was learned from.
struct CatalogLessonTests {
  private static let resources = [
    ("", "pods", true), ("", "pods/exec", true), ("", "configmaps", true), ("", "nodes", false),
    ("apps", "deployments", true), ("apps", "deployments/scale", true),
    ("example.com", "widgets", true), ("example.com", "widgets/status", true),
  ]

  private static func request(_ random: inout RandomSource) -> ObservedRequest {
    let (group, combined, isNamespaced) = resources[Int.random(in: 0..<8, using: &random)]
    let parts = combined.split(separator: "/").map(String.init)
    let verbs =
      switch combined {
      case "pods/exec": ["get", "create"]
      case "pods", "configmaps", "nodes", "deployments", "widgets":
        ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"]
      default: ["get", "patch", "update"]
      }
    let verb = verbs.randomElement(using: &random) ?? "get"
    let isNameless =
      verb == "deletecollection" || (verb == "create" && parts.count == 1)
      || (["list", "watch"].contains(verb) && Bool.random(using: &random))
    let isEverywhere = ["list", "watch"].contains(verb) && Bool.random(using: &random)
    return ObservedRequest(
      .resource(
        ResourceRequest(
          verb: verb, apiGroup: group, resource: parts[0],
          subresource: parts.count > 1 ? parts[1] : "",
          namespace: !isNamespaced || isEverywhere
            ? "" : ["ops", "shop", "web"].randomElement(using: &random) ?? "",
          name: isNameless ? "" : ["a", "b", "any", "x-{y}"].randomElement(using: &random) ?? "")),
      evidence: "seen")
  }

  private static func rules(_ text: String) throws -> [ScopedRule] {
    let (read, diagnostics) = Catalog.read(SourceText(name: "new.yaml", text: text))
    #expect(diagnostics.map(\.message) == [], "\(text)")
    let catalog = try #require(read)
    return catalog.rules(
      for: try catalog.select(["do:it"]),
      in: NeedContext(
        kubernetes: APITable.newest, agentVersion: catalog.agent.newest,
        agentNamespace: catalog.agent.namespace))
  }

  private static func isAllowed(_ request: Request, by rules: [ScopedRule]) -> Bool {
    rules.contains { scoped in
      guard scoped.rule.allows(request) else { return false }
      guard case .resource(let request) = request, let place = scoped.scope.namespace else {
        return true
      }
      return request.namespace == place
    }
  }

  @Test(arguments: 0..<40)
  func everyRequestSeenIsAllowed(seed: Int) throws {
    var random = RandomSource(seed: UInt64(seed))
    let runs = (0..<Int.random(in: 1...3, using: &random)).map { _ in
      (0..<Int.random(in: 1...6, using: &random)).map { _ in Self.request(&random) }
    }
    let lesson = CatalogLesson(action: "do:it", namespace: "ops")
    let together = lesson.begin(runs)
    #expect(together.leftOut == [])
    var rules = try Self.rules(together.text)
    for seen in runs.joined() {
      #expect(Self.isAllowed(seen.request, by: rules), "\(seen.request)\n\(together.text)")
    }

    // One run after the other, each into the text of those before.
    var text = lesson.begin([runs[0]]).text
    for run in runs.dropFirst() {
      let source = SourceText(name: "catalog", text: text)
      let catalog = try #require(Catalog.read(source).catalog)
      text = try lesson.widen(catalog, source, [run]).text
    }
    rules = try Self.rules(text)
    for seen in runs.joined() {
      #expect(Self.isAllowed(seen.request, by: rules), "\(seen.request)\n\(text)")
    }
    let source = SourceText(name: "catalog", text: text)
    let again = try lesson.widen(try #require(Catalog.read(source).catalog), source, runs)
    #expect(again.changes == [] && again.text == text)
  }

  @Test func namesStayWhereTheyAreTheSame() throws {
    func get(_ name: String) -> ObservedRequest {
      ObservedRequest(
        .resource(
          ResourceRequest(
            verb: "get", apiGroup: "", resource: "pods", namespace: "shop", name: name)),
        evidence: name)
    }
    func rule(_ runs: [[ObservedRequest]]) throws -> [String] {
      try Self.rules(CatalogLesson(action: "do:it").begin(runs).text)[0].rule.resourceNames
    }
    #expect(try rule([[get("a")], [get("a")]]) == ["a"])
    #expect(try rule([[get("a"), get("b")], [get("b")]]) == ["a", "b"])
    #expect(try rule([[get("a")], [get("b")]]) == [])
  }

  @Test func whatNoServerServesIsLeftOut() throws {
    let seen = ["pods", "podz"].map {
      ObservedRequest(
        .resource(ResourceRequest(verb: "get", apiGroup: "", resource: $0, name: "x")),
        evidence: "seen")
    }
    let result = CatalogLesson(action: "do:it").begin([seen])
    #expect(result.leftOut.count == 1)
    #expect(try Self.rules(result.text).count == 1)
  }

  @Test(arguments: ["scale", "scale:", ":x", "Scale:x", "a:b:c", "edit:{kind}"])
  func idsAreOfTwoHalves(id: String) {
    #expect(!CatalogLesson(action: id).hasValidID)
  }

  @Test func aListOnOneLineIsNotTornApart() throws {
    let text = """
      schemaVersion: 1
      version: 1.0.0
      agent: {name: a, newest: 1.0.0}
      actions: [{id: "do:it", title: t, access: read, steps: [{why: w, request: {verb: get, \
      apiGroup: "", resource: pods}}]}]
      """
    let source = SourceText(name: "own.yaml", text: text)
    let catalog = try #require(Catalog.read(source).catalog)
    let seen = ObservedRequest(
      .resource(ResourceRequest(verb: "list", apiGroup: "", resource: "pods")), evidence: "seen")
    #expect(throws: Failure.self) {
      try CatalogLesson(action: "do:it").widen(catalog, source, [[seen]])
    }
  }
}
