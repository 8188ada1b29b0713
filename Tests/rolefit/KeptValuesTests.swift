// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// What a user once set survives the upgrades that rolefit prints, and an old chart's defaults do
/// not: with real Helms on a real server.
@Suite(
  .enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped),
  .enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped))
struct KeptValuesTests {
  private static func shell(
    _ command: String, _ helm: HelmProgram, _ server: APIServer, in folder: String? = nil
  ) throws -> String {
    let environment = RolefitBinary.cleanEnvironment.merging(
      ["PATH": helm.searchPath, "KUBECONFIG": server.kubeconfig]
    ) { _, given in given }
    let result = try Program.run(
      "/bin/sh", ["-c", "cd '\(folder ?? Repository.root.path)' && \(command)"],
      environment: environment, limit: 1 << 24, seconds: 120)
    #expect(result.status == 0, "\(command)\n\(result.error)")
    return String(decoding: result.output, as: UTF8.self)
  }

  /// The commands of the README's section on the chart, continued lines joined.
  private static func documented() throws -> [String] {
    let page = try String(contentsOfFile: Repository.path("README.md"), encoding: .utf8)
    let section = try #require(page.components(separatedBy: "\n## The chart\n").last)
    let block = try #require(section.components(separatedBy: "```sh\n").dropFirst().first)
    return (block.components(separatedBy: "```").first ?? "")
      .replacing("\\\n", with: "").split(separator: "\n").map(String.init)
  }

  @Test(arguments: HelmProgram.all)
  func theDocumentedUpgradesLoseNothing(helm: HelmProgram) async throws {
    let server = try await APIServer.shared
    let namespace = "documented-\(helm.major)"
    let commands = try Self.documented()
    #expect(commands.count == 4 && commands[3].hasPrefix("helm test"))
    for (place, command) in commands.dropLast().enumerated() {
      _ = try Self.shell(
        command.replacing("--namespace komodor", with: "--namespace \(namespace)"), helm, server)
      let values = try JSON(
        parsing: Self.shell(
          "helm get values k8s-watcher --namespace \(namespace) --output json", helm, server))
      #expect(values["watcher"]["clusterName"] == "prod", "\(command)")
      #expect(values["existingSecret"] == "komodor-key", "\(command)")
      let actions: [JSON] = [true, false, ["basic": true, "exec:pod": true]]
      #expect(values["watcher"]["actions"] == actions[place], "\(command)")
    }
  }

  /// A chart whose versions differ in a default.
  private static func chart(_ version: String, in folder: TemporaryDirectory) throws -> String {
    let name = "chart-\(version)"
    try folder.write(
      "apiVersion: v2\nname: k8s-watcher\nversion: \(version)\n", to: "\(name)/Chart.yaml")
    try folder.write(
      "defaulted: \(version)\nwatcher: {actions: {basic: false}, clusterName: ''}\n",
      to: "\(name)/values.yaml")
    try folder.write(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: kept}
      data:
        defaulted: {{ .Values.defaulted | quote }}
        cluster: {{ .Values.watcher.clusterName | quote }}

      """, to: "\(name)/templates/map.yaml")
    return folder.path(name)
  }

  /// The upgrade that `ready` prints, with helm at hand and where it can't be asked.
  @Test(arguments: HelmProgram.all, [true, false])
  func anUpgradeToAnotherChartKeepsWhatWasSetAndNoDefault(
    helm: HelmProgram, isAsked: Bool
  ) async throws {
    let server = try await APIServer.shared
    let folder = try TemporaryDirectory()
    let namespace = "kept-\(helm.major)-\(isAsked ? "flag" : "file")"
    let old = try Self.chart("1.14.31", in: folder)
    let new = try Self.chart("1.18.17", in: folder)
    _ = try Self.shell(
      "helm install k8s-watcher '\(old)' --namespace \(namespace) --create-namespace "
        + "--set watcher.clusterName=prod", helm, server)
    let role = try folder.write(
      RBACText.role("agent", ["delete - pods"])
        + RBACText.binding("agent", role: "agent", ["\(namespace):k8s-watcher"]), to: "role.yaml")
    let ready = try RolefitBinary.run(
      [
        "ready", role, "--actions", "delete:pod", "--kube-version", "1.24", "--dialect",
        "k8s-watcher@1.14.31", "--to-chart", "1.18.17", "-o", "json",
      ], environment: isAsked ? ["PATH": helm.searchPath] : [:])
    let commands = try ready.json()["upgrade"].array.compactMap { $0["command"].string }
    #expect(commands.count == (isAsked ? 1 : 2), "\(commands)")
    #expect(commands.last?.contains("--reset-then-reuse-values") == isAsked)
    #expect(!commands.contains { $0.contains("--reuse-values ") && !isAsked })
    for command in commands {
      let local = command.replacing("komodorio/k8s-watcher", with: "'\(new)'")
        .replacing(" --version 1.18.17", with: "")
      _ = try Self.shell(local, helm, server, in: folder.path)
    }
    let path = "/api/v1/namespaces/\(namespace)/configmaps/kept"
    let data = try await server.request("GET", path).body["data"]
    #expect(data["defaulted"] == "1.18.17" && data["cluster"] == "prod", "\(data)")
  }
}
