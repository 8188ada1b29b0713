// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import Foundation
import Generating
import KubernetesAPI
import TestSupport
import Testing
import YAMLSyntax

/// The chart that is made of a catalog: as text, before Helm has seen it.
struct ChartFolderTests {
  private static func chart(_ catalog: Catalog, _ source: SourceText) throws -> ChartFolder {
    ChartFolder(
      of: catalog, source: source, like: catalog.defaultDialect,
      version: try #require(ChartVersion(catalog.version)),
      context: NeedContext(
        kubernetes: APITable.newest, agentVersion: catalog.newestAgentVersion),
      origin: ChartFolder.Origin(
        catalog: catalog.title, agentVersion: catalog.newestAgentVersion.description,
        kubernetesVersion: APITable.newest.description))
  }

  private static func sample() throws -> [String: String] {
    let chart = try chart(try SampleCatalog.catalog(), SampleCatalog.source)
    return Dictionary(uniqueKeysWithValues: chart.files.map { ($0.path, $0.text) })
  }

  private static func document(_ text: String?) throws -> YAMLValue {
    let stream = YAMLStream.read(SourceText(name: "file", text: try #require(text)))
    #expect(stream.failure == nil)
    return try #require(stream.documents.first?.value)
  }

  @Test func theChartOfTheRepositoryIsCurrent() throws {
    let chart = try Self.chart(
      .builtIn, SourceText(name: "<built-in catalog>", text: BuiltInCatalog.text))
    for (path, text) in chart.files {
      let file = Repository.path("charts/k8s-watcher/\(path)")
      #expect(
        try String(contentsOfFile: file, encoding: .utf8) == text,
        "\(path): run `rolefit generate chart --output-dir charts/k8s-watcher`")
    }
  }

  @Test func nothingIsLeftOpen() throws {
    for (path, text) in try Self.sample() {
      let open = text.matches(of: /<[A-Z_]+>/).map { String($0.output) }
      #expect(open == [], "\(path)")
    }
  }

  @Test func everyValueIsInItsFilesAlike() throws {
    let files = try Self.sample()
    let values = try Self.document(files["values.yaml"])
    let schema = try Self.document(files["values.schema.json"])
    let readme = try #require(files["README.md"])
    func check(_ value: YAMLValue, _ schema: YAMLValue?, _ path: String) {
      #expect(schema != nil, "no schema of \(path)")
      guard case .mapping(let entries) = value, !entries.isEmpty else {
        let isAction = path.hasPrefix("agent.actions")
        #expect(isAction || readme.contains("| `\(path)` |"), "no row of \(path)")
        return
      }
      for entry in entries {
        var properties: [YAMLValue.Entry] = []
        if case .mapping(let known)? = schema?.value(at: "properties") { properties = known }
        check(
          entry.value, properties.first { $0.key == entry.key }?.value,
          path.isEmpty ? entry.key : "\(path).\(entry.key)")
      }
    }
    check(values, schema, "")
  }

  @Test func theSwitchesOfTheCatalogAreAmongTheValues() throws {
    let values = try Self.document(try Self.sample()["values.yaml"])
    #expect(values.value(at: "features.scale") == .bool(false))
    #expect(values.value(at: "features.watch") == .bool(true))
    #expect(values.value(at: "cordon") == .bool(false))
    #expect(values.value(at: "agent.actions") == .null)
    #expect(values.value(at: "serviceAccount.name") == .string("keeper"))
    #expect(values.value(at: "image.repository") == .string("keeper"))
  }

  @Test func kubernetesOwnFieldsMayHoldMoreKeys() throws {
    let schema = try Self.document(try Self.sample()["values.schema.json"])
    func isClosed(_ path: String) -> Bool {
      let place = path.split(separator: ".").map { "properties.\($0)" }.joined(separator: ".")
      let mapping = path.isEmpty ? schema : schema.value(at: place)
      return mapping?.value(at: "additionalProperties") == .bool(false)
    }
    #expect(["", "image", "agent", "probes"].allSatisfy(isClosed))
    #expect(!["resources", "resources.limits", "podSecurityContext"].contains(where: isClosed))
  }

  @Test func aTitleNeedsNoQuotesInTheChartsFile() throws {
    let text = SampleCatalog.text.replacing("Keeper of things", with: #""Keeper: 'a' {b} # c""#)
    let source = SourceText(name: "keeper.yaml", text: text)
    let catalog = try #require(Catalog.read(source).catalog)
    let files = try Self.chart(catalog, source).files
    let chart = try Self.document(files.first { $0.path == "Chart.yaml" }?.text)
    guard case .string(let description)? = chart.value(at: "description") else {
      Issue.record("no description")
      return
    }
    #expect(description.hasPrefix("Keeper"))
    #expect(description.hasSuffix("with exactly the RBAC rules that its switched-on actions need"))
  }
}
