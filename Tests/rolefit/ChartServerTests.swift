// SPDX-License-Identifier: Apache-2.0

import Host
import TestSupport
import Testing

/// What Helm renders from `charts/k8s-watcher`, given to a real kube-apiserver.
@Suite(
  .enabled(if: APIServer.isAvailable, APIServer.whySkipped),
  .enabled(if: HelmRenderer.isAvailable, HelmRenderer.whySkipped))
struct ChartServerTests {
  @Test(arguments: [
    JSON.object(["watcher": ["actions": true, "clusterName": "test"], "apiKey": "0123"]),
    ["watcher": ["actions": ["basic": true, "advanced": true, "exec:pod": true]]],
    ["watcher": ["watchNamespace": "chart-shop", "actions": ["drain:node": true]]],
    ["serviceAccount": ["create": false, "name": "theirs"], "existingSecret": "mine"],
  ])
  func itsObjectsAreTaken(values: JSON) async throws {
    let server = try await APIServer.shared
    for name in ["chart-komodor", "chart-shop"] {
      let namespace: JSON = [
        "apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)],
      ]
      _ = try await server.request("POST", "/api/v1/namespaces", body: namespace)
    }
    let manifests = try HelmRenderer.render(
      chart: Repository.path("charts/k8s-watcher"), values: values, name: "k8s-watcher",
      namespace: "chart-komodor")
    let result = try Program.run(
      KubectlProgram.path ?? "kubectl",
      ["--kubeconfig", server.kubeconfig, "apply", "--dry-run=server", "--filename", "-"],
      input: Array(manifests.utf8), limit: 1 << 20)
    #expect(result.status == 0, "\(result.error)")
    let taken = String(decoding: result.output, as: UTF8.self)
    for kind in ["deployment.apps/k8s-watcher", "configmap/k8s-watcher", "clusterrole"] {
      #expect(taken.contains(kind), "\(taken)")
    }
  }
}
