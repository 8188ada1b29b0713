// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// What rolefit makes, through its life on a real API server: after each step the cluster grants
/// exactly what the agent is switched on for, without anybody naming that.
@Suite(
  .enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped),
  .enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped))
struct LifecycleTests {
  private static let chart = "charts/k8s-watcher"

  /// Expects that a cluster's agent is granted what it needs and no more; returns the report.
  @discardableResult
  private func expectExact(
    _ namespace: String, after step: String, actions: Set<String>,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> JSON {
    let outcome = try await verify(namespace)
    let report = try outcome.json()
    #expect(
      outcome.status == 0, "\(step): \(outcome.output)\(outcome.error)",
      sourceLocation: sourceLocation)
    #expect(report["excess"] == [], "\(step)", sourceLocation: sourceLocation)
    #expect(!outcome.error.contains("warning"), "\(outcome.error)", sourceLocation: sourceLocation)
    let ids = report["actions"].array.compactMap { $0["id"].string }
      .filter { !$0.hasPrefix("watch:") && !["logs:pod", "collect:metrics"].contains($0) }
    #expect(Set(ids) == actions, "\(step)", sourceLocation: sourceLocation)
    return report
  }

  private func verify(_ namespace: String) async throws -> RolefitBinary.Outcome {
    try RolefitBinary.run([
      "verify", "--kubeconfig", try await APIServer.shared.kubeconfig, "-n", namespace, "-o",
      "json",
    ])
  }

  @Test(arguments: HelmProgram.all)
  func aChartsReleaseIsExactAfterEachStep(helm: HelmProgram) async throws {
    let server = try await APIServer.shared
    let namespace = "lifecycle-\(helm.major)"
    func run(_ arguments: [String]) throws {
      let outcome = try helm.run(
        arguments + ["--namespace", namespace], environment: ["KUBECONFIG": server.kubeconfig])
      try #require(outcome.status == 0, "\(outcome.error)")
    }
    let first: Set = ["scale:deployment", "scale:statefulset", "delete:pod"]
    try run([
      "install", "k8s-watcher", Self.chart, "--create-namespace", "--set",
      "watcher.clusterName=prod,existingSecret=komodor-key,watcher.actions=true",
    ])
    try await expectExact(namespace, after: "install", actions: first)
    try run([
      "upgrade", "k8s-watcher", Self.chart, "--reuse-values", "--set-json",
      #"watcher.actions={"podExec": true, "cordon:node": true}"#,
      "--set", "watcher.resources.secret=true,watcher.resources.event=false",
    ])
    let upgraded = try await expectExact(
      namespace, after: "upgrade", actions: ["exec:pod", "cordon:node"])
    let ids = upgraded["actions"].array.compactMap { $0["id"].string }
    #expect(ids.contains("watch:secret") && !ids.contains("watch:event"))
    try run([
      "upgrade", "k8s-watcher", Self.chart, "--reuse-values", "--set", "watcher.actions=false",
    ])
    try await expectExact(namespace, after: "revoke", actions: [])
    try run(["rollback", "k8s-watcher", "1"])
    try await expectExact(namespace, after: "roll back", actions: first)
    try await expectHandMadeChanges(namespace, role: "\(namespace)-k8s-watcher", server)
  }

  @Test func whatIsLostIsGivenBackWhereItIsKeptAndNowhereElse() async throws {
    let server = try await APIServer.shared
    for namespace in ["lifecycle-lost", "lifecycle-other"] {
      let outcome = try HelmProgram.any.run(
        [
          "install", "watcher", Self.chart, "--namespace", namespace, "--create-namespace", "--set",
          "watcher.actions.basic=true",
        ], environment: ["KUBECONFIG": server.kubeconfig])
      try #require(outcome.status == 0, "\(outcome.error)")
    }
    let binding = "lifecycle-lost-watcher-k8s-watcher"
    let deleted = try KubectlProgram.run(["delete", "clusterrolebinding", binding], on: server)
    try #require(deleted.status == 0, "\(deleted.error)")
    let verified = try RolefitBinary.run([
      "verify", "--kubeconfig", server.kubeconfig, "-n", "lifecycle-lost",
    ])
    #expect(verified.status == 1)
    #expect(!verified.output.contains("lifecycle-other"), "\(verified.output)")
    let ready = try RolefitBinary.run([
      "ready", "--kubeconfig", server.kubeconfig, "-n", "lifecycle-lost", "--to-chart", "1.18.17",
    ])
    #expect(ready.output.contains("its binding back, which Helm release"), "\(ready.output)")
    #expect(!ready.output.contains("kubectl apply"), "\(ready.output)")
    #expect(ready.output.contains("upgrade --install watcher "), "\(ready.output)")
  }

  @Test func aConfinedReleaseIsExact() async throws {
    let server = try await APIServer.shared
    let namespace = "lifecycle-confined"
    for name in ["lifecycle-shop", "lifecycle-till"] { try await server.createNamespace(name) }
    let outcome = try HelmProgram.any.run(
      [
        "install", "watcher", Self.chart, "--namespace", namespace, "--create-namespace", "--set",
        "watcher.watchNamespace={lifecycle-shop,lifecycle-till},watcher.actions.basic=true",
      ], environment: ["KUBECONFIG": server.kubeconfig])
    try #require(outcome.status == 0, "\(outcome.error)")
    let verified = try await verify(namespace)
    #expect(verified.status == 0, "\(verified.output)\(verified.error)")
    #expect(try verified.json()["excess"] == [])
  }

  @Test func appliedManifestsAreExactAfterEachStep() async throws {
    let server = try await APIServer.shared
    let namespace = "lifecycle-applied"
    let folder = try TemporaryDirectory()
    func apply(_ actions: String, prefix: String? = nil) throws {
      let made = try RolefitBinary.run([
        "generate", "manifests", "--actions", actions, "--capabilities", "default",
        "--cluster-name", "prod", "--namespace", namespace, "--name", namespace, "--output-dir",
        "\(folder.path)/base", "--kube-version", "1.20",
      ])
      try #require(made.status == 0, "\(made.error)")
      var path = "\(folder.path)/base"
      if let prefix {
        try folder.write(
          "namePrefix: \(prefix)\nresources: [../base]\n", to: "overlay/kustomization.yaml")
        path = "\(folder.path)/overlay"
      }
      let applied = try KubectlProgram.run(["apply", "-k", path], on: server)
      try #require(applied.status == 0, "\(applied.error)")
    }
    try apply("scale:deployment,delete:pod")
    try await expectExact(namespace, after: "apply", actions: ["scale:deployment", "delete:pod"])
    let folderVerdict = try RolefitBinary.run([
      "verify", "\(folder.path)/base", "--kube-version", "1.20", "--fail-on", "missing,excess",
    ])
    #expect(folderVerdict.status == 0, "\(folderVerdict.output)\(folderVerdict.error)")
    try apply("exec:pod")
    try await expectExact(namespace, after: "another set", actions: ["exec:pod"])
    try apply("none")
    try await expectExact(namespace, after: "revoke", actions: [])
    try await expectHandMadeChanges(namespace, role: namespace, server)
  }

  /// Changes the role by hand, and expects each change to be named.
  private func expectHandMadeChanges(
    _ namespace: String, role: String, _ server: APIServer
  ) async throws {
    func patch(_ operation: String) throws {
      let outcome = try KubectlProgram.run(
        ["patch", "clusterrole", role, "--type=json", "--patch", "[\(operation)]"], on: server)
      try #require(outcome.status == 0, "\(outcome.error)")
    }
    try patch(
      #"{"op": "add", "path": "/rules/-", "value": {"apiGroups": [""], "#
        + #""resources": ["secrets"], "verbs": ["delete"]}}"#)
    let wider = try await verify(namespace)
    let excess = try wider.json()["excessRules"]
    #expect(excess.array.count == 1, "\(excess)")
    #expect(excess[0]["verbs"] == ["delete"] && excess[0]["resources"] == ["secrets"])
    try patch(#"{"op": "replace", "path": "/rules", "value": []}"#)
    let narrower = try await verify(namespace)
    #expect(narrower.status == 1, "\(narrower.output)\(narrower.error)")
    #expect(try narrower.json()["missingRules"] != [])
  }
}
