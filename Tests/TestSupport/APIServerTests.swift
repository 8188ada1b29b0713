// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@Suite(.enabled(if: APIServer.isAvailable, APIServer.whySkipped))
struct APIServerTests {
  @Test func startsAndSaysItsVersion() async throws {
    let server = try await APIServer.shared
    #expect(server.version.hasPrefix("v1."))
    #expect(try await server.request("GET", "/readyz").status == 200)
    // Other tests may have made some.
    #expect(try await server.request("GET", "/api/v1/nodes").body["kind"] == "NodeList")
  }

  @Test func judgesUsersByTheirBindings() async throws {
    let server = try await APIServer.shared
    try await server.create([
      "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole",
      "metadata": ["name": "harness-reader"],
      "rules": [["apiGroups": [""], "resources": ["pods"], "verbs": ["list"]]],
    ])
    try await server.create([
      "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding",
      "metadata": ["name": "harness-reader"],
      "subjects": [["kind": "User", "name": "harness-user"]],
      "roleRef": [
        "apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "harness-reader",
      ],
    ])
    for (verb, allowed) in [("list", true), ("delete", false)] {
      let spec: JSON = [
        "user": "harness-user",
        "resourceAttributes": ["verb": .string(verb), "resource": "pods", "namespace": "default"],
      ]
      // The server's cache learns of a new binding a moment later.
      try await server.expectReview(of: spec, toBe: allowed)
    }
    let user = APIServer.Sender.user("harness-user")
    #expect(try await server.request("GET", "/api/v1/pods", as: user).status == 200)
    #expect(try await server.request("GET", "/api/v1/nodes", as: user).status == 403)
  }

  @Test func givesTokensToServiceAccounts() async throws {
    let server = try await APIServer.shared
    try await server.createNamespace("harness")
    let token = try await server.createServiceAccount("agent", in: "harness")
    let response = try await server.request("GET", "/api/v1/pods", as: .token(token))
    #expect(response.status == 403)
    let message = response.body["message"].string ?? ""
    #expect(message.contains("system:serviceaccount:harness:agent"))
  }

  @Test(arguments: [
    ("v1", "Namespace", "", "/api/v1/namespaces"),
    ("apps/v1", "Deployment", "a", "/apis/apps/v1/namespaces/a/deployments"),
    (
      "networking.k8s.io/v1", "NetworkPolicy", "a",
      "/apis/networking.k8s.io/v1/namespaces/a/networkpolicies"
    ),
    ("networking.k8s.io/v1", "Ingress", "a", "/apis/networking.k8s.io/v1/namespaces/a/ingresses"),
  ])
  func knowsWhereObjectsAreCreated(
    version: String, kind: String, namespace: String, path: String
  ) throws {
    let metadata: JSON = namespace.isEmpty ? [:] : ["namespace": .string(namespace)]
    let object: JSON = [
      "apiVersion": .string(version), "kind": .string(kind), "metadata": metadata,
    ]
    #expect(try APIServer.collectionPath(of: object) == path)
  }
}
