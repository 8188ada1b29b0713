// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Manifests
package import YAMLSyntax

/// An agent as a Deployment installs it.
package struct InstalledAgent: Sendable {
  package var deployment: ManifestSet.ServiceAccountName
  package var account: ManifestSet.ServiceAccountName
  package var image: String
  /// What the image's tag says; `nil` where it is no version.
  package var version: AgentVersion?
  /// The chart that made it, as far as its labels say.
  package var chart: DialectVersion?
  package var owner: ObjectOwner?
  /// The Helm release that made it, as far as its annotations say.
  package var release: String?

  /// Whether the Deployment runs the agent's own image, rather than being only labelled so.
  package var isCertain: Bool

  /// The agent in a Deployment; `nil` when it runs something else.
  package init?(_ node: YAMLNode, of catalog: Catalog) {
    guard let metadata = node["metadata"], let name = metadata["name"]?.string,
      let spec = node["spec"]?["template"]?["spec"]
    else { return nil }
    let labels = Self.texts(metadata["labels"])
    let annotations = Self.texts(metadata["annotations"])
    let images =
      spec["containers"]?.elements.compactMap { $0["image"]?.string } ?? []
    let own = images.first { catalog.agent.imageNames.contains(String(Workload.name(ofImage: $0))) }
    let names = Set(catalog.dialects.map(\.name) + [catalog.agent.name])
    guard own != nil || labels["app.kubernetes.io/name"].map(names.contains) ?? false else {
      return nil
    }
    let namespace = metadata["namespace"]?.string ?? "default"
    isCertain = own != nil
    deployment = ManifestSet.ServiceAccountName(namespace: namespace, name: name)
    account = ManifestSet.ServiceAccountName(
      namespace: namespace,
      name: spec["serviceAccountName"]?.string ?? spec["serviceAccount"]?.string ?? "default")
    image = own ?? images.first ?? ""
    version = own.flatMap(Workload.tag).flatMap { AgentVersion(String($0)) }
    chart = labels["helm.sh/chart"].flatMap { Self.chart($0, catalog) }
    owner = ObjectOwner(labels: labels, annotations: annotations)
    release = annotations["meta.helm.sh/release-name"]
  }

  /// `Deployment 'komodor/k8s-watcher'`.
  package var title: String { "Deployment '\(deployment.namespace)/\(deployment.name)'" }

  private static func texts(_ node: YAMLNode?) -> [String: String] {
    var texts: [String: String] = [:]
    for (key, value) in node?.entries.map({ $0 }) ?? [] { texts[key.text ?? ""] = value.string }
    return texts
  }

  /// The chart of a label such as `k8s-watcher-1.18.17`. Where the names of several charts begin the
  /// label, it is the one with the longest name; without its version where that is no version.
  private static func chart(_ label: String, _ catalog: Catalog) -> DialectVersion? {
    let candidates = catalog.dialects.filter { label.hasPrefix($0.name + "-") }
    guard let dialect = candidates.max(by: { $0.name.count < $1.name.count }) else { return nil }
    let version = ChartVersion(String(label.dropFirst(dialect.name.count + 1)))
    return DialectVersion(dialect: dialect, chart: version)
  }
}
