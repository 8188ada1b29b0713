// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// `charts/k8s-watcher` on a real kube-apiserver.
@Suite(
  .enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped),
  .enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped))
struct ChartServerTests {
  private static let chart = "charts/k8s-watcher"

  @Test(
    arguments: HelmProgram.all,
    [
      JSON.object(["watcher": ["actions": true, "clusterName": "test"], "apiKey": "0123"]),
      ["watcher": ["actions": ["basic": true, "advanced": true, "exec:pod": true]]],
      ["watcher": ["watchNamespace": "chart-shop", "actions": ["drain:node": true]]],
      ["serviceAccount": ["create": false, "name": "theirs"], "existingSecret": "mine"],
    ])
  func itsObjectsAreTaken(helm: HelmProgram, values: JSON) async throws {
    let server = try await APIServer.shared
    for name in ["chart-komodor", "chart-shop"] {
      let namespace: JSON = [
        "apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)],
      ]
      _ = try await server.request("POST", "/api/v1/namespaces", body: namespace)
    }
    let manifests = try helm.render(
      chart: Self.chart, values: values, name: "k8s-watcher", namespace: "chart-komodor"
    ).manifests
    let outcome = try KubectlProgram.run(
      ["apply", "--dry-run=server", "--filename", "-"], input: manifests, on: server)
    #expect(outcome.status == 0, "\(outcome.error)")
    for kind in ["deployment.apps/k8s-watcher", "configmap/k8s-watcher", "clusterrole"] {
      #expect(outcome.output.contains(kind), "\(outcome.output)")
    }
  }

  @Test(arguments: HelmProgram.all)
  func whatHelmInstallsIsGrantedAsItsReleaseSays(helm: HelmProgram) async throws {
    let namespace = "chart-of-helm-\(helm.major)"
    _ = try await install("watcher.actions.basic=true", in: namespace, with: helm)
    let verified = try await verify(namespace)
    #expect(verified.status == 0, "\(verified.output)\(verified.error)")
    #expect(!(verified.output + verified.error).contains(Self.key))
    let report = try verified.json()
    #expect(
      report["cluster"]["setSource"].string?.hasPrefix("ConfigMap '\(namespace)/k8s-watcher'")
        ?? false)
    let actions = report["actions"].array.compactMap { $0["id"].string }
    #expect(actions.contains("rollback:deployment") && !actions.contains("edit:secret"))
  }

  @Test func aReleaseIsReadByTheCatalogThatItsChartCarries() async throws {
    let namespace = "chart-catalog"
    _ = try await install("watcher.actions=true", in: namespace, with: .any)
    let verified = try await verify(namespace)
    #expect(verified.status == 0, "\(verified.output)\(verified.error)")
  }

  @Test(arguments: HelmProgram.all)
  func theNotesSayWhatIsOnAndHowToCheckIt(helm: HelmProgram) async throws {
    let namespace = "chart-notes-\(helm.major)"
    let notes = try await install("watcher.actions=true", in: namespace, with: helm)
    for text in [
      "  delete:pod\n  scale:deployment\n  scale:statefulset", "rolefit verify --live",
      "--service-account \(namespace):k8s-watcher", "--actions delete:pod,scale:deployment",
      "helm test k8s-watcher",
    ] {
      #expect(notes.contains(text), "\(notes)")
    }
    #expect(!notes.contains(Self.key))
  }

  private static let key = "0123-secret-key"

  /// Installs the chart into a new namespace and returns what Helm says about it.
  private func install(
    _ setting: String, in namespace: String, with helm: HelmProgram
  ) async throws -> String {
    let installed = try helm.run(
      [
        "install", "k8s-watcher", Self.chart, "--namespace", namespace, "--create-namespace",
        "--set", "apiKey=\(Self.key),\(setting)",
      ], environment: ["KUBECONFIG": try await APIServer.shared.kubeconfig])
    try #require(installed.status == 0, "\(installed.error)")
    return installed.output
  }

  /// Compares what is granted with what the release in a namespace switches on.
  private func verify(_ namespace: String) async throws -> RolefitBinary.Outcome {
    try RolefitBinary.run([
      "verify", "--kubeconfig", try await APIServer.shared.kubeconfig, "--read-release",
      "--namespace", namespace, "--capabilities", "default", "--fail-on", "missing,excess",
      "-o", "json",
    ])
  }
}
