// SPDX-License-Identifier: Apache-2.0

import YAMLSyntax

extension ManifestReader {
  /// Where each kind keeps the description of its pods.
  private static let podPaths: [String: [String]] = [
    "Deployment": ["spec", "template", "spec"],
    "StatefulSet": ["spec", "template", "spec"],
    "DaemonSet": ["spec", "template", "spec"],
    "ReplicaSet": ["spec", "template", "spec"],
    "Job": ["spec", "template", "spec"],
    "CronJob": ["spec", "jobTemplate", "spec", "template", "spec"],
    "Pod": ["spec"],
  ]

  /// The kinds that are noted.
  static let noted = podPaths.keys + ["ConfigMap"]

  /// Notes a ConfigMap, which may hold an agent's configuration.
  mutating func readConfigMap(_ node: YAMLNode) {
    set.configMaps.append(
      ConfigMap(node, namespace: defaultNamespace ?? "", hasPlace: !isStored))
  }

  /// Notes whom the pods of a workload run as, and the ConfigMaps that they may read. Pods that
  /// name nobody run as `default`.
  mutating func readWorkload(_ node: YAMLNode, kind: String) {
    guard let path = Self.podPaths[kind] else { return }
    var pod = node
    for key in path {
      guard let next = pod[key] else { return }
      pod = next
    }
    let metadata = node["metadata"]
    let containers = Array(pod["containers"]?.elements.map { $0 } ?? [])
    let named = pod["serviceAccountName"]?.string ?? pod["serviceAccount"]?.string ?? ""
    let namespace = metadata?["namespace"]?.string ?? ""
    set.workloads.append(
      Workload(
        kind: kind, name: metadata?["name"]?.string ?? "",
        serviceAccount: ManifestSet.ServiceAccountName(
          namespace: namespace.isEmpty ? defaultNamespace ?? "" : namespace,
          name: named.isEmpty ? "default" : named),
        images: containers.compactMap { $0["image"]?.string },
        configMaps: pod.mountedConfigMaps,
        chartLabel: Workload.chartLabel(metadata)))
  }
}
