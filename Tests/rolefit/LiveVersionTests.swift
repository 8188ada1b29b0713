// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// Questions about a cluster are questions about the Kubernetes that it runs.
@Suite(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped))
struct LiveVersionTests {
  /// 1.20 serves PodSecurityPolicies, and no version since 1.25 does.
  @Test(arguments: [["can-i", "--as", "live-nobody"], ["who-can"]])
  func theServersVersionIsMeant(command: [String]) async throws {
    let server = try await APIServer.shared
    try #require(server.version.hasPrefix("v1.20"))
    let question =
      [command[0], "use", "podsecuritypolicies"] + command.dropFirst()
      + ["--kubeconfig", server.kubeconfig]
    let own = try RolefitBinary.run(question)
    #expect(own.status == (command[0] == "can-i" ? 1 : 0), "\(own.output)\(own.error)")
    let named = try RolefitBinary.run(question + ["--kube-version", "1.31"])
    let unknown = "serves 'podsecuritypolicies'"
    #expect(!own.error.contains(unknown))
    #expect(named.error.contains(unknown))
  }
}
