// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Clusters that do not answer, answer no, or answer half: each ends in time, with its exit code and
/// what to do, and nothing secret is said.
struct ClusterFailureTests {
  static let token = "7f3c9a0b5d2e4f6180a1b2c3d4e5f607"
  private static let verify = ["verify", "--actions", "delete:pod"]

  /// A kubeconfig file for a server.
  static func kubeconfig(
    _ server: String, token: String = token, in folder: TemporaryDirectory
  ) throws -> String {
    try folder.write(
      """
      {"apiVersion": "v1", "kind": "Config", "current-context": "a",
       "clusters": [{"name": "c", "cluster": {"server": "\(server)"}}],
       "users": [{"name": "u", "user": {"token": "\(token)"}}],
       "contexts": [{"name": "a", "context": {"cluster": "c", "user": "u"}},
                    {"name": "b", "context": {"cluster": "c", "user": "u"}}]}
      """, to: "kubeconfig")
  }

  /// Runs in a short time, and expects that the token is not said.
  static func run(
    _ arguments: [String], _ kubeconfig: String, _ environment: [String: String] = [:]
  )
    throws -> (outcome: RolefitBinary.Outcome, seconds: Double)
  {
    let start = ContinuousClock.now
    let outcome = try RolefitBinary.run(
      arguments + ["--kubeconfig", kubeconfig, "--timeout", "2s"], environment: environment)
    #expect(!outcome.error.contains(token) && !outcome.output.contains(token))
    return (outcome, Double((ContinuousClock.now - start).components.seconds))
  }

  @Test func kubectlMayBeMissing() throws {
    let folder = try TemporaryDirectory()
    let config = try Self.kubeconfig("http://127.0.0.1:1", in: folder)
    let (outcome, _) = try Self.run(Self.verify, config, ["PATH": folder.path])
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("kubectl could not be run"))
    #expect(outcome.error.contains("help: install kubectl"))
  }

  @Test func aContextMayNotExist() throws {
    let folder = try TemporaryDirectory()
    let config = try Self.kubeconfig("http://127.0.0.1:1", in: folder)
    let (outcome, _) = try Self.run(Self.verify + ["--context", "nowhere"], config)
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("context \"nowhere\" does not exist"))
    #expect(outcome.error.contains("kubectl config get-contexts"))
  }

  @Test func nobodyMayListen() throws {
    let folder = try TemporaryDirectory()
    let config = try Self.kubeconfig("http://127.0.0.1:1", in: folder)
    let (outcome, _) = try Self.run(Self.verify, config)
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("kubectl failed with status 1: The connection to the server"))
  }

  @Test func aServerMayHang() throws {
    let folder = try TemporaryDirectory()
    let server = try SocketServer { _ in nil }
    let config = try Self.kubeconfig(server.url, in: folder)
    let (outcome, seconds) = try Self.run(Self.verify, config)
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("--timeout"))
    #expect(seconds <= 8)
  }

  @Test func aServerMayDieHalfWay() throws {
    let folder = try TemporaryDirectory()
    let version = #"{"major": "1", "minor": "31"}"#
    let server = try SocketServer { path in
      path.hasPrefix("/version")
        ? SocketServer.Answer(body: version)
        : SocketServer.Answer(body: #"{"kind": "DeploymentList", "items": ["#, promised: 5000)
    }
    let config = try Self.kubeconfig(server.url, in: folder)
    let (outcome, seconds) = try Self.run(Self.verify, config)
    #expect(outcome.status == 2, "\(outcome.output)\(outcome.error)")
    #expect(outcome.error.contains("help: "))
    #expect(seconds <= 8)
  }

  @Test func oneOfSeveralClustersMayBeLost() throws {
    let folder = try TemporaryDirectory()
    let config = try Self.kubeconfig("http://127.0.0.1:1", in: folder)
    let (outcome, _) = try Self.run(Self.verify + ["--contexts", "*", "-o", "json"], config)
    #expect(outcome.status == 2)
    let clusters = try outcome.json()["clusters"].array
    #expect(clusters.map { $0["target"] } == ["a", "b"])
  }

  @Test(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped))
  func aLostClusterDoesNotHideTheOther() async throws {
    let agent = LiveAgent(server: try await APIServer.shared, name: "live-with-lost")
    try agent.install()
    let folder = try TemporaryDirectory()
    let own = try JSON(
      parsing: try String(contentsOfFile: agent.server.kubeconfig, encoding: .utf8))
    let admin = try #require(own["users"][0]["user"]["token"].string)
    let config = try folder.write(
      """
      {"apiVersion": "v1", "kind": "Config", "users": \(own["users"].text),
       "clusters": [{"name": "here", "cluster": \(own["clusters"][0]["cluster"].text)},
                    {"name": "gone", "cluster": {"server": "http://127.0.0.1:1"}}],
       "contexts": [
         {"name": "prod-gone",
          "context": {"cluster": "gone", "user": \(own["users"][0]["name"].text)}},
         {"name": "prod-here",
          "context": {"cluster": "here", "user": \(own["users"][0]["name"].text)}}]}
      """, to: "kubeconfig")
    func verify(_ actions: String) throws -> RolefitBinary.Outcome {
      let outcome = try RolefitBinary.run([
        "verify", "--contexts", "prod-*", "--kubeconfig", config, "--timeout", "30s", "-n",
        agent.name, "--actions", actions, "-o", "json",
      ])
      #expect(!(outcome.output + outcome.error).contains(admin))
      #expect(outcome.error.contains("The connection to the server 127.0.0.1:1 was refused"))
      return outcome
    }
    let granted = try verify(LiveAgent.actions)
    #expect(granted.status == 2, "\(granted.output)\(granted.error)")
    let clusters = try granted.json()["clusters"].array
    try #require(clusters.map { $0["target"] } == ["prod-gone", "prod-here"])
    #expect(clusters[0]["verdict"] != "granted")
    #expect(clusters[1]["verdict"] == "granted")
    #expect(clusters[1]["cluster"]["reviewed"] == 3)
    // What is missing in one weighs more than that the other was not judged.
    let missing = try verify("exec:pod")
    #expect(missing.status == 1, "\(missing.output)\(missing.error)")
    #expect(try missing.json()["clusters"][1]["verdict"] == "missing")
  }

  @Test(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped))
  func aCertificateMayNotBeTrusted() async throws {
    let server = try await APIServer.shared
    let folder = try TemporaryDirectory()
    let own = try JSON(parsing: try String(contentsOfFile: server.kubeconfig, encoding: .utf8))
    let url = try #require(own["clusters"][0]["cluster"]["server"].string)
    let (outcome, _) = try Self.run(Self.verify, try Self.kubeconfig(url, in: folder))
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("x509"))
    #expect(outcome.error.contains("certificate authority"))
  }

  @Test(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped))
  func anAccountMayNotBeAllowedToListRoles() async throws {
    let server = try await APIServer.shared
    try await server.createNamespace("live-refused")
    let token = try await server.createServiceAccount("reader", in: "live-refused")
    let folder = try TemporaryDirectory()
    var own = try JSON(parsing: try String(contentsOfFile: server.kubeconfig, encoding: .utf8)).text
    let admin = try #require(JSON(parsing: own)["users"][0]["user"]["token"].string)
    own = own.replacing(admin, with: token)
    let config = try folder.write(own, to: "kubeconfig")
    let (outcome, _) = try Self.run(Self.verify + ["-n", "live-refused"], config)
    #expect(outcome.status == 3, "\(outcome.output)\(outcome.error)")
    let said = outcome.output + outcome.error
    #expect(said.contains("may not list clusterroles (rbac.authorization.k8s.io)"))
    #expect(!said.contains(token) && !said.contains("eyJ"))
    let asked = try Self.run(["can-i", "get", "pods", "--as", "x"], config).outcome
    #expect(asked.status == 3)
    #expect(asked.error.contains("may not list clusterroles (rbac.authorization.k8s.io)"))
  }
}
