// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `prove` where it cannot be had: each failure ends in time and says what to do, and nothing of
/// anybody's credentials is said.
struct ProveFailureTests {
  private static let prove = [
    "prove", "--actions", "delete:pod", "--service-account", "agents:agent",
  ]

  @Test func aContextMayNotExist() throws {
    let folder = try TemporaryDirectory()
    let config = try ClusterFailureTests.kubeconfig("http://127.0.0.1:1", in: folder)
    let (outcome, _) = try ClusterFailureTests.run(Self.prove + ["--context", "nowhere"], config)
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("context \"nowhere\" does not exist"))
    #expect(outcome.error.contains("kubectl config get-contexts"))
    #expect(outcome.output.isEmpty)
  }

  @Test(arguments: [false, true])
  func aServerMayHang(saysItsVersion: Bool) throws {
    let folder = try TemporaryDirectory()
    let server = try SocketServer { path in
      saysItsVersion && path.hasPrefix("/version")
        ? SocketServer.Answer(body: #"{"major": "1", "minor": "31"}"#) : nil
    }
    let config = try ClusterFailureTests.kubeconfig(server.url, in: folder)
    let (outcome, seconds) = try ClusterFailureTests.run(Self.prove + ["--context", "a"], config)
    #expect(outcome.status == 2, "\(outcome.output)\(outcome.error)")
    #expect(outcome.error.contains("--timeout"))
    #expect(outcome.output.isEmpty)
    #expect(seconds <= 8)
  }

  @Test(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped))
  func youMayNotImpersonate() async throws {
    let server = try await APIServer.shared
    try await server.createNamespace("prove-refused")
    let token = try await server.createServiceAccount("reader", in: "prove-refused")
    let folder = try TemporaryDirectory()
    let own = try String(contentsOfFile: server.kubeconfig, encoding: .utf8)
    let admin = try #require(JSON(parsing: own)["users"][0]["user"]["token"].string)
    let config = try folder.write(own.replacing(admin, with: token), to: "kubeconfig")
    let (outcome, seconds) = try ClusterFailureTests.run(Self.prove + ["--live"], config)
    #expect(outcome.status == 2, "\(outcome.output)\(outcome.error)")
    #expect(outcome.error.contains("you may not act as the agent"))
    #expect(outcome.error.contains("help: get `impersonate` on the service account"))
    #expect(outcome.error.contains("--token-file"))
    #expect(seconds <= 8)
    Self.expectNoCredentials(outcome, tokens: [token, admin])
  }

  @Test(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped))
  func aTokenMayNotBeOfTheCluster() async throws {
    let server = try await APIServer.shared
    let folder = try TemporaryDirectory()
    let own = try String(contentsOfFile: server.kubeconfig, encoding: .utf8)
    let admin = try #require(JSON(parsing: own)["users"][0]["user"]["token"].string)
    let strange = "0badc0de5ec2e70badc0de5ec2e7"
    let file = try folder.write(strange, to: "token")
    let (outcome, _) = try ClusterFailureTests.run(
      Self.prove + ["--live", "--token-file", file], server.kubeconfig)
    #expect(outcome.status == 2, "\(outcome.output)\(outcome.error)")
    #expect(outcome.error.contains("does not accept the credentials"))
    #expect(outcome.error.contains("help: see that the token is one of this cluster"))
    Self.expectNoCredentials(outcome, tokens: [strange, admin])
  }

  /// Neither tokens nor what a key or a certificate begins with.
  private static func expectNoCredentials(
    _ outcome: RolefitBinary.Outcome, tokens: [String]
  ) {
    let said = outcome.output + outcome.error
    for token in tokens { #expect(!said.contains(token)) }
    for mark in ["Bearer", "eyJ", "BEGIN CERTIFICATE", "PRIVATE KEY", "LS0tLS1"] {
      #expect(!said.contains(mark))
    }
  }
}
