// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `rolefit catalog learn -- COMMAND` around kubectl, on a real API server.
@Suite(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped), .serialized)
struct CatalogLearnLiveTests {
  private let server: APIServer
  private let folder: TemporaryDirectory

  init() async throws {
    server = try await APIServer.shared
    folder = try TemporaryDirectory()
  }

  private func learn(_ options: [String], _ command: [String]) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(
      [
        "catalog", "learn", "--no-optional-reads", "--action", "make:map", "--kubeconfig",
        server.kubeconfig,
      ] + options
        + ["--"] + command)
  }

  @Test func aCommandDoneTwiceMakesAnEntryUnderWhichItRuns() throws {
    let file = folder.path("agent.yaml")
    func command(_ name: String) -> [String] {
      [
        "/bin/sh", "-c",
        """
        kubectl create configmap \(name) --from-literal=a=word && kubectl get configmap \(name) \
        && kubectl delete configmap \(name)
        """,
      ]
    }
    let first = try learn(["--output-file", file], command("learn-a"))
    #expect(first.status == 0, "\(first.error)")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.contains("name: learn-a"), "\(text)")
    #expect(text.contains("seen: /bin/sh -c … (1 request)") && !text.contains("a=word"))
    let second = try learn(["--catalog", file, "--output-file", file], command("learn-b"))
    #expect(second.status == 0 && second.error.contains("to whatever the name"), "\(second.error)")

    let role = folder.path("role.yaml")
    let made = try RolefitBinary.run([
      "generate", "clusterrole", "--catalog", file, "--actions", "make:map", "--output-file", role,
    ])
    #expect(made.status == 0, "\(made.error)")
    let run = try RolefitBinary.run(
      ["record", "--kubeconfig", server.kubeconfig, "--role", role, "--enforce", "--"]
        + command("learn-c"))
    #expect(run.status == 0, "\(run.output)\(run.error)")
  }

  /// A program that does one action with whatever name.
  enum Doer: String, CaseIterable {
    case helm, kubectl, python

    static var available: [Doer] {
      allCases.filter { doer in
        switch doer {
        case .helm: HelmProgram.isAvailable
        case .kubectl: true
        case .python: PythonClient.isAvailable
        }
      }
    }
  }

  private func command(_ doer: Doer, _ name: String) throws -> [String] {
    switch doer {
    case .kubectl: return ["kubectl", "create", "configmap", name]
    case .helm:
      let map = "{apiVersion: v1, kind: ConfigMap, metadata: {name: \"{{ .Release.Name }}\"}}"
      _ = try folder.write(map, to: "chart/templates/map.yaml")
      _ = try folder.write("{apiVersion: v2, name: c, version: 1.0.0}", to: "chart/Chart.yaml")
      return [try HelmProgram.any.path, "install", name, folder.path("chart"), "-n", "default"]
    case .python:
      let script = """
        import sys
        from kubernetes import client, config
        config.load_kube_config()
        core = client.CoreV1Api()
        core.create_namespaced_config_map("default", {"metadata": {"name": sys.argv[1]}})
        assert core.read_namespaced_config_map(sys.argv[1], "default")
        """
      return [PythonClient.path, try folder.write(script, to: "make.py"), name]
    }
  }

  /// The walk of docs/your-agent.md: what is learned from two runs with other names is enough for a
  /// third, whatever the program.
  @Test(arguments: Doer.available)
  func whatIsLearnedTwiceIsEnoughForMore(doer: Doer) throws {
    let file = folder.path("agent.yaml")
    let first = try learn(["--output-file", file], try command(doer, "learn-\(doer)-a"))
    #expect(first.status == 0, "\(first.error)")
    #expect(first.error.contains("learned 'create configmaps'"), "\(first.error)")
    let second = try learn(
      ["--catalog", file, "--output-file", file], try command(doer, "learn-\(doer)-b"))
    let told = doer == .kubectl ? "nothing new" : "widened 'get configmaps' to whatever the name"
    #expect(second.status == 0 && second.error.contains(told), "\(second.error)")
    let role = folder.path("role.yaml")
    let made = try RolefitBinary.run([
      "generate", "clusterrole", "--catalog", file, "--actions", "make:map", "--output-file", role,
    ])
    #expect(made.status == 0, "\(made.error)")
    let run = try RolefitBinary.run(
      ["record", "--kubeconfig", server.kubeconfig, "--role", role, "--enforce", "--"]
        + (try command(doer, "learn-\(doer)-c")))
    #expect(run.status == 0, "\(run.output)\(run.error)")
  }

  @Test func nothingIsLearnedFromWhatFails() throws {
    let result = try learn([], ["/bin/sh", "-c", "kubectl get pods; exit 3"])
    #expect(result.status == 2 && result.error.contains("ended with 3"), "\(result.error)")
    #expect(try learn([], ["true"]).status == 2)
  }
}
