// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `lint --live` on a real API server.
@Suite(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped))
struct LiveLintTests {
  private static let namespace = "live-lint"
  private static let group = "rbac.authorization.k8s.io"

  private static func bind(
    _ name: String, to role: String, _ account: String, on server: APIServer
  ) async throws {
    try await server.create([
      "apiVersion": .string("\(group)/v1"), "kind": "ClusterRoleBinding",
      "metadata": ["name": .string(name)],
      "roleRef": ["apiGroup": .string(group), "kind": "ClusterRole", "name": .string(role)],
      "subjects": [
        ["kind": "ServiceAccount", "name": .string(account), "namespace": .string(namespace)]
      ],
    ])
  }

  private static func role(
    _ name: String, on server: APIServer, group: String, resources: JSON, verbs: JSON
  ) async throws {
    try await server.create([
      "apiVersion": .string("\(self.group)/v1"), "kind": "ClusterRole",
      "metadata": ["name": .string(name)],
      "rules": [["apiGroups": [.string(group)], "resources": resources, "verbs": verbs]],
    ])
  }

  /// Lints until the server has heard of what was bound.
  private static func lint(
    _ kubeconfig: String, until status: Int32, _ arguments: [String]
  ) async throws -> RolefitBinary.Outcome {
    func run() throws -> RolefitBinary.Outcome {
      try RolefitBinary.run(
        ["lint", "--live", "--kubeconfig", kubeconfig, "-o", "json"] + arguments)
    }
    var outcome = try run()
    for _ in 0..<20 where outcome.status != status {
      try await Task.sleep(for: .milliseconds(200))
      outcome = try run()
    }
    #expect(outcome.status == status, "\(outcome.output)\(outcome.error)")
    return outcome
  }

  /// The rules that complain of an object of this test.
  private static func rules(_ outcome: RolefitBinary.Outcome, about name: String) throws -> [String]
  {
    try outcome.json()["findings"].array
      .filter { $0["object"]["name"].string == name }.compactMap { $0["rule"].string }
  }

  @Test func goesOnWithWhatMayBeRead() async throws {
    let server = try await APIServer.shared
    try await server.createNamespace(Self.namespace)
    let token = try await server.createServiceAccount("reader", in: Self.namespace)
    let own = try String(contentsOfFile: server.kubeconfig, encoding: .utf8)
    let admin = try #require(JSON(parsing: own)["users"][0]["user"]["token"].string)
    let folder = try TemporaryDirectory()
    let config = try folder.write(own.replacing(admin, with: token), to: "kubeconfig")

    // Nothing may be read: nothing is found, and that is no all-clear.
    let blind = try await Self.lint(config, until: 3, [])
    #expect(try blind.json()["findings"].array.isEmpty)
    let lacking = try blind.json()["undetermined"].text
    for resource in ["clusterroles", "roles", "clusterrolebindings", "rolebindings"] {
      #expect(lacking.contains("may not list \(resource) (rbac.authorization.k8s.io)"))
    }
    #expect(lacking.contains("may not list serviceaccounts"))

    // With faults planted, whoever may read everything is told of all, others of what they can see.
    try await Self.role(
      "live-lint-fault", on: server, group: "", resources: ["deployments"], verbs: ["get"])
    try await Self.bind("live-lint-bound", to: "live-lint-fault", "readr", on: server)
    let planted = ["--select", "wrong-api-group,missing-service-account,unbound-role"]
    let whole = try await Self.lint(server.kubeconfig, until: 1, planted)
    #expect(try Self.rules(whole, about: "live-lint-fault").contains("wrong-api-group"))
    #expect(try Self.rules(whole, about: "live-lint-bound") == ["missing-service-account"])
    #expect(whole.output.contains("this is in ClusterRole 'live-lint-fault' of the cluster"))
    #expect(try whole.json()["undetermined"].array.isEmpty)

    // Roles may be read, bindings and accounts not.
    try await Self.role(
      "live-lint-reader", on: server, group: Self.group, resources: ["clusterroles", "roles"],
      verbs: ["list"])
    try await Self.bind("live-lint-reader", to: "live-lint-reader", "reader", on: server)
    let part = try await Self.lint(config, until: 1, planted)
    #expect(try Self.rules(part, about: "live-lint-bound").isEmpty)
    #expect(try Self.rules(part, about: "live-lint-fault") == ["wrong-api-group"])
    #expect(try part.json()["undetermined"].text.contains("may not list clusterrolebindings"))
    let quiet = try await Self.lint(config, until: 3, ["--select", "unbound-role"])
    #expect(try quiet.json()["findings"].array.isEmpty)
    #expect(!(part.output + part.error + blind.output + blind.error).contains(token))
  }
}
