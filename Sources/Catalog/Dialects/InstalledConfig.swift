// SPDX-License-Identifier: Apache-2.0

internal import YAMLSyntax

/// Where an installed agent's own configuration says what is switched on: a ConfigMap that the
/// chart writes from its values.
package struct InstalledConfig: Hashable, Sendable {
  /// The ConfigMap's name.
  package var configMap: String
  /// The entry of it that holds the configuration, as YAML.
  package var key: String
  /// Which parts of the configuration are which values.
  package var values: [Mapping]
  /// The dotted path in it of the namespace that the agent is confined to; `all` and nothing mean
  /// none.
  package var watchNamespace: String?
  /// The name of the Secret with the agent's API key, unless set otherwise.
  package var secret: String?
  /// As `values`, in one direction only: the value cannot be known from the configuration.
  package var implied: [Mapping]

  /// A part of the configuration that is a part of the chart's values.
  package struct Mapping: Hashable, Sendable {
    /// The dotted path in the configuration; empty for all of it.
    package var path: String
    /// The dotted path of the value.
    package var value: String
  }

  /// Whether the configuration holds a switch's value.
  func carries(_ toggle: Switch) -> Bool {
    values.contains { toggle.key == $0.value || toggle.key.hasPrefix($0.value + ".") }
  }

  /// The configuration as the chart's values, as far as it holds them.
  func values(from config: YAMLNode) -> YAMLValue {
    var root = YAMLValue.mapping([])
    for mapping in values {
      guard let part = config.node(at: mapping.path) else { continue }
      root.insert(part.value, at: mapping.value)
    }
    return root
  }

  /// The namespaces that the configuration confines the agent to.
  func watchedNamespaces(in config: YAMLNode) -> [String] {
    guard let watchNamespace, let text = config.node(at: watchNamespace)?.string else {
      return []
    }
    let names = text.split { $0 == "," || $0.isWhitespace }.map(String.init)
    return names.contains("all") ? [] : names
  }
}
