// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import Manifests
import YAMLSyntax

/// Reads what the configuration of an installed agent says is on, out of the ConfigMap that holds
/// it.
struct ConfiguredSetReader {
  let catalog: Catalog
  let agentVersion: AgentVersion
  /// The chart that installed the agent, as far as it is known.
  let chart: DialectVersion?

  /// The names that the charts give the ConfigMap unless set otherwise.
  var usualNames: [String] { catalog.dialects.compactMap(\.config?.configMap) }

  /// - Parameter rolesMadeFor: what the account's roles say that they were made for. It counts for
  ///   a ConfigMap of rolefit's that does not say so itself, as templates of one's own write it.
  /// - Throws: where the ConfigMap's text is not the YAML of a configuration.
  func set(
    of configMap: ConfigMap, rolesMadeFor: SetAnnotations? = nil
  ) throws(Failure) -> FoundSet? {
    var made = SetAnnotations(configMap.annotations)
    if made == nil, configMap.labels["app.kubernetes.io/managed-by"] == "rolefit" {
      made = rolesMadeFor
    }
    for version in versions(of: configMap) {
      guard let config = version.dialect.config, let text = configMap.data[config.key] else {
        continue
      }
      let title = "\(configMap.title), key \(config.key)"
      let root = try root(of: text, title, configMap.range, config.key)
      guard
        var installed = version.actions(
          switchedOnByInstalled: root, in: catalog, agent: agentVersion,
          madeFor: made.map { Set($0.actions + $0.capabilities) })
      else { continue }
      if installed.watchNamespaces.isEmpty, let made {
        installed.watchNamespaces = made.watchNamespaces
      }
      return FoundSet(
        source: .configuration(title), actions: installed.on, unsaid: installed.unsaid,
        capabilities: installed.capabilities,
        unsaidCapabilities: installed.unsaidCapabilities,
        watchNamespaces: installed.watchNamespaces)
    }
    return made.map { FoundSet($0, from: .configuration(configMap.title), catalog) }
  }

  /// The dialects of the charts, the likeliest first: that of the chart which installed the agent,
  /// then those whose ConfigMap has this name, be it with a prefix or a suffix, as Kustomize gives
  /// names.
  private func versions(of configMap: ConfigMap) -> [DialectVersion] {
    let dialects = catalog.dialects.filter { $0.name != chart?.dialect.name }
    func isNamesake(_ dialect: Dialect) -> Bool {
      dialect.config.map { configMap.name.contains($0.configMap) } ?? false
    }
    let others = (dialects.filter(isNamesake) + dialects.filter { !isNamesake($0) }).map {
      DialectVersion(dialect: $0, chart: $0.chartVersion(of: agentVersion))
    }
    guard var own = chart else { return others }
    own.chart = own.chart ?? own.dialect.chartVersion(of: agentVersion)
    return [own] + others
  }

  private func root(
    of text: String, _ title: String, _ range: SourceRange?, _ key: String
  ) throws(Failure) -> YAMLNode {
    let stream = YAMLStream.read(SourceText(name: key, text: text))
    guard stream.failure == nil, let root = stream.documents.first, root.kind == .mapping else {
      throw .unjudged(
        "agent-configuration", "\(title) is not the YAML of the agent's configuration", at: range,
        remedy: "name the set with --actions or --values")
    }
    return root
  }
}

extension FoundSet {
  /// What rolefit wrote on an object, as far as the catalog knows it.
  init(_ made: SetAnnotations, from source: SetSource, _ catalog: Catalog) {
    let actions = Set(catalog.actions.map(\.id))
    let capabilities = Set(catalog.capabilities.map(\.id))
    self.init(
      source: source, actions: made.actions.filter(actions.contains),
      capabilities: made.capabilities.filter(capabilities.contains),
      watchNamespaces: made.watchNamespaces)
    let unknown =
      made.actions.filter { !actions.contains($0) }
      + made.capabilities.filter { !capabilities.contains($0) }
    if !unknown.isEmpty {
      diagnostics.append(
        Diagnostic(
          .warning, "set-unknown-action",
          "\(source) names what the catalog \(catalog.title) does not know: "
            + unknown.joined(separator: ", "), at: nil,
          remedy: "give the catalog that it was made from with --catalog"))
    }
  }
}
