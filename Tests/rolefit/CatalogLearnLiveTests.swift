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

  @Test func nothingIsLearnedFromWhatFails() throws {
    let result = try learn([], ["/bin/sh", "-c", "kubectl get pods; exit 3"])
    #expect(result.status == 2 && result.error.contains("ended with 3"), "\(result.error)")
    #expect(try learn([], ["true"]).status == 2)
  }
}
