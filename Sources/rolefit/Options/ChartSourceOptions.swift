// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import Host
import KubernetesAPI
import Manifests
import YAMLSyntax

/// Whose switches a chart has, and for which agent on which Kubernetes its rules are.
struct ChartSourceOptions: ParsableArguments {
  @OptionGroup var versions: VersionOptions

  @Option(
    help: ArgumentHelp(
      "The chart whose values are meant, such as k8s-watcher@1.18.17",
      valueName: "name[@version]"))
  var dialect: String?

  @Option(help: ArgumentHelp("How exec and port-forward open streams: spdy, websocket or any"))
  var transport: String?

  /// What the options and settings name together.
  func read() throws(Failure) -> ChartSource {
    let settings = try Settings(config: versions.config)
    let catalog = try versions.readCatalog(settings)
    let resolved = try versions.resolve(settings, catalog: catalog)
    if !resolved.assumptions.isEmpty {
      Console.writeError("rolefit: assuming \(resolved.assumptions.joined(separator: " and "))\n")
    }
    guard let choice = TransportChoice(rawValue: transport ?? settings.value("transport") ?? "spdy")
    else { throw .usage("--transport is spdy, websocket or any, not '\(transport ?? "")'") }
    let named = dialect ?? settings.value("dialect")
    let base =
      named == nil && catalog.defaultDialect == nil
      ? nil : try versions.dialect(dialect, settings, catalog)
    let path = versions.catalog ?? settings.path("catalog")
    let text =
      try path.map { path throws(Failure) in try SourceText(file: path) }
      ?? SourceText(name: "<built-in catalog>", text: BuiltInCatalog.text)
    return ChartSource(
      catalog: catalog, text: text, dialect: base,
      context: NeedContext(
        kubernetes: resolved.kubernetes, agentVersion: resolved.agent, transport: choice),
      origin: ChartFolder.Origin(
        catalog: "\(catalog.agent.name)@\(catalog.version)",
        agentVersion: resolved.agent.description,
        kubernetesVersion: resolved.kubernetes.description))
  }
}

/// What a chart's rules are made from.
struct ChartSource {
  var catalog: Catalog
  /// The catalog as it is written.
  var text: SourceText
  /// `nil` for a catalog that knows no chart's values.
  var dialect: DialectVersion?
  var context: NeedContext
  var origin: ChartFolder.Origin

  /// The dialect, which somebody's own chart must have in the catalog.
  func requiredDialect() throws(Failure) -> DialectVersion {
    guard let dialect else {
      throw .usage(
        "the catalog of \(catalog.agent.name) knows no chart's values",
        remedy: "add the chart's switches to it, under dialects, and name it with --catalog")
    }
    return dialect
  }
}
