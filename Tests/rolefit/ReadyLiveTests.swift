// SPDX-License-Identifier: Apache-2.0

import Host
import TestSupport
import Testing

/// `rolefit ready` on a real API server, and what it says to run.
@Suite(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped))
struct ReadyLiveTests {
  @Test func theCommandsMakeItReady() async throws {
    let server = try await APIServer.shared
    for isShared in [false, true] {
      let name = isShared ? "ready-shared" : "ready-free"
      try await Self.installFirstRelease(name, isShared: isShared, on: server)
      let arguments = [
        "ready", "--kubeconfig", server.kubeconfig, "--service-account", "\(name):k8s-watcher",
        "--agent-version", "0.1.104", "--to-agent", "0.1.173", "--enable", "exec:pod", "-o", "json",
      ]
      let before = try RolefitBinary.run(arguments)
      #expect(before.status == 1, "\(before.error)")
      let json = try before.json()
      #expect(
        json["missingRules"]
          == [["apiGroups": [""], "resources": ["pods/exec"], "verbs": ["create"]]])
      #expect(json["granter"].string == "you")
      #expect(json["rights"].array.allSatisfy { $0["answer"].string == "allowed" })
      #expect(json["steps"].array.count == 1)
      // Whoever runs it again changes nothing more.
      var rules: [JSON] = []
      for step in json["steps"].array + json["steps"].array {
        let command = try #require(step["command"].string)
        let result = try Program.run(
          "/bin/sh", ["-c", command], environment: RolefitBinary.cleanEnvironment, limit: 1 << 20,
          seconds: 60)
        #expect(result.status == 0, "\(command)\n\(result.error)")
        let role = isShared ? "k8s-watcher-additions" : name
        let path = "/apis/rbac.authorization.k8s.io/v1/clusterroles/\(role)"
        rules.append(try await server.request("GET", path).body["rules"])
      }
      #expect(
        rules.count == 2 && rules[0] == rules[1] && rules[0].array.count == (isShared ? 1 : 3))
      let after = try RolefitBinary.run(arguments)
      #expect(after.status == 0, "\(after.error)\(after.output)")
      #expect(try after.json()["verdict"].string == "ready")
      #expect(try after.json()["steps"] == [])
      try await server.expectReview(
        of: [
          "user": .string("system:serviceaccount:\(name):k8s-watcher"),
          "resourceAttributes": [
            "verb": "create", "resource": "pods", "subresource": "exec", "namespace": "default",
            "name": "any",
          ],
        ], toBe: true)
    }
  }

  @Test func whoMayNotGrantItIsTold() async throws {
    let server = try await APIServer.shared
    try await Self.installFirstRelease("ready-asked", isShared: false, on: server)
    let outcome = try RolefitBinary.run([
      "ready", "--kubeconfig", server.kubeconfig, "--service-account", "ready-asked:k8s-watcher",
      "--to-agent", "0.1.173", "--enable", "exec:pod", "--as", "nobody", "-o", "json",
    ])
    #expect(outcome.status == 1)
    let right = try outcome.json()["rights"][0]
    #expect(right["answer"].string == "refused")
    #expect(right["lacking"].array.count == 3)
  }

  private static func installFirstRelease(
    _ name: String, isShared: Bool, on server: APIServer
  ) async throws {
    try await server.createNamespace(name)
    _ = try await server.createServiceAccount("k8s-watcher", in: name)
    try await server.create([
      "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole",
      "metadata": ["name": .string(name)],
      "rules": [
        [
          "apiGroups": ["apps"], "resources": ["deployments/scale", "statefulsets/scale"],
          "verbs": ["patch"],
        ], ["apiGroups": [""], "resources": ["pods"], "verbs": ["delete"]],
      ],
    ])
    var subjects: [JSON] = [
      ["kind": "ServiceAccount", "name": "k8s-watcher", "namespace": .string(name)]
    ]
    if isShared { subjects.append(["kind": "User", "name": "jane"]) }
    try await server.create([
      "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding",
      "metadata": ["name": .string(name)],
      "roleRef": [
        "apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": .string(name),
      ],
      "subjects": .array(subjects),
    ])
  }
}
