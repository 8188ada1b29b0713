// SPDX-License-Identifier: Apache-2.0

import Foundation
import KubernetesAPI
import Testing

/// The table of 1.20 against what a real server of 1.20 said of itself.
struct DiscoveryTests {
  struct Discovery: Decodable {
    struct Resource: Decodable {
      var group: String
      var version: String
      var name: String
      var kind: String
      var namespaced: Bool
      var verbs: [String]
      var shortNames: [String]?
      var offByDefault: Bool?
    }
    var groupOrder: [String]
    var resources: [Resource]
  }

  static func discovery() throws -> Discovery {
    try JSONDecoder().decode(Discovery.self, from: Fixture.data("discovery-1.20.json"))
  }

  /// What the table has of 1.20 and its API server does not serve itself.
  static let servedByOthers: Set<String> = [
    // metrics-server serves them, where it is installed.
    "metrics.k8s.io/nodes", "metrics.k8s.io/pods",
  ]

  static func served() throws -> [String: [Discovery.Resource]] {
    Dictionary(grouping: try discovery().resources) { "\($0.group)/\($0.name)" }
  }

  @Test func hasTheSameResources() throws {
    let served = try Self.served()
    let known = Set(APITableTests.table(20).all.map { "\($0.group)/\($0.combinedName)" })
    #expect(Set(served.keys).subtracting(known) == [])
    #expect(known.subtracting(served.keys) == Self.servedByOthers)
  }

  @Test func servesTheSameVerbsAtTheSameScope() throws {
    let table = APITableTests.table(20)
    for (key, entries) in try Self.served() {
      let found = try #require(table.resource(group: entries[0].group, entries[0].name))
      let verbs = Set(entries.flatMap(\.verbs))
      #expect(Set(found.verbs.verbs) == verbs, "\(key)")
      #expect(found.isNamespaced == entries[0].namespaced, "\(key)")
      #expect(Set(found.shortNames) == Set(entries.flatMap { $0.shortNames ?? [] }), "\(key)")
      if found.subresource.isEmpty { #expect(found.kind == entries[0].kind, "\(key)") }
    }
  }

  @Test func isOffByDefaultWhereTheServerHasItOff() throws {
    let table = APITableTests.table(20)
    for (key, entries) in try Self.served() {
      let isOff = entries.allSatisfy { $0.offByDefault == true }
      let found = try #require(table.resource(group: entries[0].group, entries[0].name))
      #expect(found.isOffByDefault == isOff, "\(key)")
    }
  }

  @Test func listsGroupsInTheServersOrder() throws {
    let order = try Self.discovery().groupOrder
    let events = APITableTests.table(20).resources(named: "events").map(\.group)
    #expect(events == [""] + order.filter { $0 == "events.k8s.io" })
    let ingresses = APITableTests.table(20).resources(named: "ingresses").map(\.group)
    #expect(ingresses == order.filter { ["extensions", "networking.k8s.io"].contains($0) })
  }

  /// Every line of the committed data is in the generated table, and the other way round: the
  /// part of `scripts/generate-api-table --check` that needs no Python.
  @Test func theTableIsGeneratedFromTheCommittedData() throws {
    let derived = try Fixture.text("scripts/kubernetes-api/resources.tsv")
    let corrections = try Fixture.text("scripts/kubernetes-api/corrections.tsv")
    var named: Set<String> = []
    for line in derived.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      named.insert("\(fields[0])/\(fields[1])")
    }
    for line in corrections.split(separator: "\n") where line.hasPrefix("add\t") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      named.insert("\(fields[1])/\(fields[2])")
    }
    // 1.17 is there for the history only.
    let supported = Set(
      APITableTests.everyMinor.flatMap { minor in
        APITableTests.table(minor).all.map { "\($0.group)/\($0.combinedName)" }
      })
    #expect(supported.subtracting(named) == [], "run `make generate`")
    for key in named.subtracting(supported) {
      let slash = try #require(key.firstIndex(of: "/"))
      let last = APIHistory.span(
        group: String(key[..<slash]), String(key[key.index(after: slash)...]))?.last
      #expect(last.map { $0.minor <= 17 } == true, "\(key): run `make generate`")
    }
  }
}
