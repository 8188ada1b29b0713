// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import YAMLSyntax

/// A ConfigMap, as far as it may hold an agent's configuration.
package struct ConfigMap: Sendable {
  package var namespace: String
  package var name: String
  package var labels: [String: String]
  package var annotations: [String: String]
  /// The texts of `data`, by their keys.
  package var data: [String: String]
  /// Where it stands; `nil` for one of a cluster.
  package var range: SourceRange?

  /// The ConfigMap that a node is.
  ///
  /// - Parameters:
  ///   - namespace: that of an object which names none.
  ///   - hasPlace: whether its place in the text helps anybody.
  package init(_ node: YAMLNode, namespace: String, hasPlace: Bool) {
    let metadata = node["metadata"]
    let named = metadata?["namespace"]?.string ?? ""
    self.namespace = named.isEmpty ? namespace : named
    name = metadata?["name"]?.string ?? ""
    labels = metadata?["labels"]?.texts ?? [:]
    annotations = metadata?["annotations"]?.texts ?? [:]
    data = node["data"]?.texts ?? [:]
    range = hasPlace ? metadata?["name"]?.range ?? node.range : nil
  }

  /// `ConfigMap 'komodor/k8s-watcher-config'`.
  package var title: String { "ConfigMap '\(namespace)/\(name)'" }
}

extension YAMLNode {
  /// The entries of a mapping whose values are texts.
  package var texts: [String: String] {
    var texts: [String: String] = [:]
    for (key, value) in entries { texts[key.text ?? ""] = value.string }
    return texts
  }

  /// The names of the ConfigMaps that the volumes of a pod's spec hold.
  ///
  /// Source: kubernetes/kubernetes, `Volume` in staging/src/k8s.io/api/core/v1/types.go.
  package var mountedConfigMaps: [String] {
    let volumes = self["volumes"]?.elements.map { $0 } ?? []
    return volumes.flatMap { volume in
      let projected = volume["projected"]?["sources"]?.elements.map { $0["configMap"] } ?? []
      return ([volume["configMap"]] + projected).compactMap { $0?["name"]?.string }
    }
  }
}
