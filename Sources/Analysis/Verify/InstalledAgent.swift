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
  /// The chart that made it, as far as its labels say; `nil` for what rolefit made.
  package var chart: DialectVersion?
  package var owner: ObjectOwner?
  /// The names of the ConfigMaps that it mounts.
  package var configMaps: [String]
  /// The Helm release that made it, as far as its annotations say.
  package var release: String?

  /// Whether the Deployment runs the agent's own image, rather than being only labelled so.
  package var isCertain: Bool

  /// The agent in a Deployment; `nil` when it runs something else.
  package init?(_ node: YAMLNode, of catalog: Catalog) {
    guard let metadata = node["metadata"], let name = metadata["name"]?.string,
      let spec = node["spec"]?["template"]?["spec"]
    else { return nil }
    let labels = metadata["labels"]?.texts ?? [:]
    let annotations = metadata["annotations"]?.texts ?? [:]
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
    chart = Workload.chartLabel(metadata).flatMap { catalog.dialect(ofLabel: $0) }
    configMaps = spec.mountedConfigMaps
    owner = ObjectOwner(labels: labels, annotations: annotations)
    release = annotations["meta.helm.sh/release-name"]
  }

  /// `Deployment 'komodor/k8s-watcher'`.
  package var title: String { "Deployment '\(deployment.namespace)/\(deployment.name)'" }
}
