// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// `verify --live --read-release` on a real API server: the set comes from the values of the Helm
/// release that is deployed, and nothing else of the Secret is ever said.
@Suite(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped))
struct LiveReleaseTests {
  /// What a release's values may hold and nobody may read.
  private static let secrets = ["4d61726b-api-key-7c1e", "marker-of-a-secret-value"]

  /// `data.release` of a Secret, as Helm stores it.
  private static func packed(_ release: String) throws -> String {
    let script = """
      import base64, gzip, sys
      packed = base64.b64encode(gzip.compress(sys.stdin.buffer.read()))
      print(base64.b64encode(packed).decode(), end="")
      """
    let result = try Program.run(
      "python3", ["-c", script], input: Array(release.utf8), limit: 1 << 20, seconds: 30)
    try #require(result.status == 0, "\(result.error)")
    return String(decoding: result.output, as: UTF8.self)
  }

  private static func store(
    _ data: String, revision: Int, _ status: String, for agent: LiveAgent
  ) async throws {
    try await agent.server.create([
      "apiVersion": "v1", "kind": "Secret", "type": "helm.sh/release.v1",
      "metadata": [
        "name": .string("sh.helm.release.v1.watcher.v\(revision)"),
        "namespace": .string(agent.name),
        "labels": [
          "owner": "helm", "name": "watcher", "status": .string(status),
          "version": .string("\(revision)"),
        ],
      ],
      "data": ["release": .string(data)],
    ])
  }

  /// A revision whose values switch on the named actions of the chart.
  private static func release(_ revision: Int, _ status: String, on: [String]) -> String {
    let actions = ["basic", "advanced", "podExec", "portforward"]
      .map { "\"\($0)\": \(on.contains($0))" }.joined(separator: ", ")
    return """
      {"name": "watcher", "version": \(revision), "info": {"status": "\(status)"},
       "chart": {"metadata": {"name": "k8s-watcher", "version": "1.18.17"}},
       "manifest": "kind: Secret # \(secrets[1])",
       "config": {"apiKey": "\(secrets[0])", "extra": {"\(secrets[1])": "\(secrets[1])"},
                  "watcher": {"actions": {\(actions)}}}}
      """
  }

  /// Verifies with a kubectl that notes what it is asked, and returns that too.
  private static func verify(
    _ agent: LiveAgent, _ arguments: [String]
  ) throws -> (outcome: RolefitBinary.Outcome, asked: String) {
    let folder = try TemporaryDirectory()
    let log = try folder.write("", to: "asked")
    let path = try folder.searchPath(
      adding: "kubectl",
      script: """
        #!/bin/sh
        printf '%s\\n' "$*" >> '\(log)'
        exec '\(try #require(KubectlProgram.path))' "$@"
        """)
    let outcome = try RolefitBinary.run(
      ["verify", "--kubeconfig", agent.server.kubeconfig, "-n", agent.name] + arguments,
      environment: ["PATH": path])
    for secret in secrets {
      #expect(!(outcome.output + outcome.error).contains(secret))
    }
    return (outcome, try folder.read("asked"))
  }

  @Test func takesTheSetFromTheNewestDeployedRevision() async throws {
    let agent = LiveAgent(server: try await APIServer.shared, name: "live-release")
    try agent.install()
    let revisions = [
      (8, "superseded", ["basic", "advanced"]), (9, "deployed", ["podExec"]),
      (10, "deployed", ["basic"]), (11, "failed", ["podExec", "portforward"]),
    ]
    for (revision, status, on) in revisions {
      let release = Self.release(revision, status, on: on)
      try await Self.store(
        Self.packed(release), revision: revision, status, for: agent)
    }
    let (first, asked) = try Self.verify(
      agent, ["--read-release", "--capabilities", "none", "-o", "json"])
    #expect(first.status == 1, "\(first.error)")
    #expect(asked.contains("/api/v1/namespaces/live-release/secrets?"))
    let report = try first.json()
    #expect(
      report["cluster"]["setSource"] == "Helm release 'watcher' of chart k8s-watcher 1.18.17")
    let ids = report["actions"].array.compactMap { $0["id"].string }
    #expect(ids.contains("rollback:deployment") && ids.contains("uninstall:helm-chart"))
    #expect(!ids.contains("exec:pod") && !ids.contains("port-forward:pod"))
    #expect(!ids.contains("drain:node"))

    try agent.applyRole(ids.joined(separator: ","))
    let granted = try Self.verify(agent, ["--read-release", "--capabilities", "none"]).outcome
    #expect(granted.status == 0, "\(granted.output)\(granted.error)")
    #expect(granted.output.contains("Helm release 'watcher' of chart k8s-watcher 1.18.17"))
    _ = try Self.verify(agent, ["--read-release", "-o", "markdown"])
  }

  @Test func neverAsksForTheSecretUnlessTold() async throws {
    let agent = LiveAgent(server: try await APIServer.shared, name: "live-unread")
    try agent.install()
    try await Self.store(
      Self.packed(Self.release(1, "deployed", on: ["basic"])), revision: 1, "deployed", for: agent)
    let (outcome, asked) = try Self.verify(agent, [])
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.output.contains("actions from: the annotation of ClusterRole 'live-unread'"))
    #expect(asked.contains("/namespaces/live-unread/"))
    #expect(!asked.lowercased().contains("secret"))
    let named = try Self.verify(agent, ["--actions", LiveAgent.actions])
    #expect(named.outcome.status == 0, "\(named.outcome.error)")
    #expect(!named.asked.lowercased().contains("secret"))
  }

  @Test func saysThatAReleaseIsDamaged() async throws {
    let agent = LiveAgent(server: try await APIServer.shared, name: "live-damaged")
    try agent.install()
    let whole = try Self.packed(Self.release(1, "deployed", on: ["basic"]))
    let packed = try #require(Data(base64Encoded: whole).flatMap { Data(base64Encoded: $0) })
    let cut = packed.prefix(packed.count / 2).base64EncodedData().base64EncodedString()
    let damages = [
      (Data("% \(Self.secrets[0]) %".utf8).base64EncodedString(), "it is not Base64"),
      (cut, "its gzip data is damaged"),
      (try Self.packed("{\"config\": \"\(Self.secrets[1])\"}"), "it is not the JSON of a release"),
    ]
    for (number, (data, why)) in damages.enumerated() {
      let name = "sh.helm.release.v1.watcher.v\(number)"
      try await Self.store(data, revision: number, "deployed", for: agent)
      let outcome = try Self.verify(agent, ["--read-release"]).outcome
      #expect(outcome.status == 3, "\(outcome.output)\(outcome.error)")
      #expect(
        outcome.error.contains(
          "the Helm release in Secret 'live-damaged/\(name)' could not be read: \(why)"))
      try agent.kubectl(["delete", "secret", name, "-n", agent.name])
    }
  }
}
