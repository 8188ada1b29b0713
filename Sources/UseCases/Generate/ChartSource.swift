// SPDX-License-Identifier: Apache-2.0

import Catalog
package import Diagnostics
package import Generating
package import Host
import KubernetesAPI
import Manifests
import YAMLSyntax

/// What a chart's rules are made from.
package struct ChartSource: Sendable {
  let catalog: Catalog
  /// The catalog as it is written.
  let text: SourceText
  /// `nil` for a catalog that knows no chart's values.
  let dialect: DialectVersion?
  let context: NeedContext
  let origin: ChartFolder.Origin

  /// What the options name. What was assumed is shown.
  package init(_ options: Options, _ outside: Outside) throws(Failure) {
    let resolver = Resolver(options, outside)
    catalog = try resolver.catalog()
    let kubernetes = try resolver.kubernetes()
    let agent = try resolver.agentVersion(of: catalog)
    outside.assume(
      [kubernetes.assumption, agent.assumption(of: catalog.agent.name)].compactMap(\.self))
    let isNamed = try options.get(.dialect) != nil
    dialect =
      !isNamed && catalog.defaultDialect == nil ? nil : try resolver.dialect(of: catalog)
    text =
      try resolver.catalogText()
      ?? SourceText(name: "<built-in catalog>", text: BuiltInCatalog.text)
    context = NeedContext(
      kubernetes: kubernetes.value, agentVersion: agent.value,
      transport: try options.get(.transport) ?? .spdy)
    origin = ChartFolder.Origin(
      catalog: catalog.title, agentVersion: agent.value.description,
      kubernetesVersion: kubernetes.value.description)
  }

  /// A whole chart.
  package func chart() throws(Failure) -> ChartFolder {
    guard let version = ChartVersion(catalog.version) else {
      throw .unjudged(
        "catalog-bad-version", "'\(catalog.version)' is no version that a chart can have",
        at: .startOf(file: text.name), remedy: "write it like 1.0.0")
    }
    return ChartFolder(
      of: catalog, source: text, like: dialect, version: version, context: context,
      origin: origin)
  }

  /// Somebody's own template with the rules written between its marks.
  package func template(_ path: String) throws(Failure) -> FileChange {
    let template = RulesTemplate(
      catalog: catalog, dialect: try requiredDialect(), context: context)
    let old = try Self.bytes(path)
    let (block, problems) = MarkedBlock.find(in: SourceText(name: path, bytes: old))
    guard let block else { throw .unjudged(problems) }
    return FileChange(path, block.filled(with: template.field), judged: old)
  }

  /// Somebody's own values schema with the chart's switches in it.
  package func schema(_ path: String) throws(Failure) -> FileChange {
    let edit = SchemaEdit(catalog: catalog, dialect: try requiredDialect())
    let old = try Self.bytes(path)
    let (bytes, problems) = edit.applied(to: SourceText(name: path, bytes: old))
    guard let bytes else { throw .unjudged(problems) }
    return FileChange(path, bytes, judged: old)
  }

  private static func bytes(_ path: String) throws(Failure) -> [UInt8] {
    do { return try Files.read(path, limit: SourceText.limit) } catch { throw .unreadable(error) }
  }

  /// The dialect, which somebody's own chart must have in the catalog.
  private func requiredDialect() throws(Failure) -> DialectVersion {
    guard let dialect else {
      throw .usage(
        "the catalog of \(catalog.agent.name) knows no chart's values",
        remedy: "add the chart's switches to it, under dialects, and name it with --catalog")
    }
    return dialect
  }
}
