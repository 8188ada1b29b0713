// SPDX-License-Identifier: Apache-2.0

import Catalog
import Foundation
import RBAC
import TestSupport
import Testing

/// `rolefit prove` on a real API server, over the whole catalog.
@Suite(.enabled(if: APIServer.isAvailable, APIServer.whySkipped), .serialized)
struct ProveLiveTests {
  private static let namespace = "prove"

  @Test func minimalRolesAreEnoughNoneTooManyAndNothingChanges() async throws {
    let server = try await APIServer.shared
    try await Self.seed(server)
    let before = try await Self.versions(server)
    let catalog = Catalog.builtIn
    let ids = catalog.actions.filter(\.isBounded).map(\.id)
    let account = "\(Self.namespace):agent"
    let arguments = [
      "prove", "--kubeconfig", server.kubeconfig, "--service-account", account, "--target",
      "deployment/\(Self.namespace)/web", "-o", "json", "--actions",
    ]
    let role = try RolefitBinary.run([
      "rules", "--actions", "all", "--kube-version", "1.20", "-o", "json",
    ]).json()
    let rules = role["rules"].array
    try await Self.bind(rules, on: server)
    let whole = try await Self.settled(0) { try RolefitBinary.run(arguments + ["all"]) }
    #expect(whole.status == 0, "\(whole.error)\(whole.output.prefix(2000))")
    let actions = try whole.json()["actions"].array
    #expect(actions.compactMap { $0["id"].string } == ids)
    #expect(actions.allSatisfy { $0["verdict"].string == "authorized" })
    let requests = actions.flatMap { $0["requests"].array }
    #expect(requests.contains { $0["asked"].string == "access-review" })
    for request in requests where request["method"].string.map({ $0 != "GET" }) ?? false {
      #expect(request["dryRun"].bool == true, "\(request)")
    }

    // Without one verb of one rule, exactly the actions that need it are refused.
    let place = try #require(
      rules.firstIndex {
        $0["resources"].array.contains("pods") && $0["verbs"].array.contains("delete")
      })
    var less = rules
    let verbs = less[place]["verbs"].array.filter { $0 != "delete" }
    if case .object(var rule) = less[place], !verbs.isEmpty {
      rule["verbs"] = .array(verbs)
      less[place] = .object(rule)
    } else {
      less.remove(at: place)
    }
    try await Self.bind(less, on: server)
    let refused = try await Self.settled(1) { try RolefitBinary.run(arguments + ["delete:pod"]) }
    #expect(refused.status == 1, "\(refused.error)")
    #expect(try refused.json()["actions"][0]["verdict"].string == "refused")
    let after = try await Self.versions(server)
    #expect(before == after)
    for outcome in [whole, refused] {
      #expect(!(outcome.output + outcome.error).contains("Bearer"))
    }
  }

  @Test func everyAtomThatIsLeftOutIsMissed() async throws {
    let server = try await APIServer.shared
    let before = try await Self.versions(server)
    for id in ["rollback:deployment", "rerun:job", "exec:pod", "scale:statefulset", "drain:node"] {
      let role = try RolefitBinary.run([
        "rules", "--actions", id, "--kube-version", "1.20", "-o", "json",
      ]).json()
      let atoms = role["rules"].array.flatMap { rule in
        rule["resources"].array.flatMap { resource in
          rule["verbs"].array.map { verb -> JSON in
            ["apiGroups": rule["apiGroups"], "resources": [resource], "verbs": [verb]]
          }
        }
      }
      for place in atoms.indices {
        var rest = atoms
        rest.remove(at: place)
        try await Self.bind(rest, on: server)
        let outcome = try await Self.settled(1) {
          try RolefitBinary.run([
            "prove", "--kubeconfig", server.kubeconfig, "--service-account",
            "\(Self.namespace):agent", "--actions", id, "-o", "json",
          ])
        }
        #expect(outcome.status == 1, "\(id) without \(atoms[place])")
      }
    }
    let after = try await Self.versions(server)
    #expect(before == after)
  }

  @Test func aPlanSendsNothing() throws {
    let outcome = try RolefitBinary.run([
      "prove", "--plan", "--actions", "scale:deployment,exec:pod", "--kube-version", "1.24",
      "--agent-version", "0.2.221", "--target", "deployment/shop/web",
    ])
    #expect(outcome.status == 0)
    #expect(
      outcome.output.contains(
        "PATCH /apis/apps/v1/namespaces/shop/deployments/web/scale?dryRun=All"))
    #expect(outcome.output.contains("exec has no dry run"))
  }

  /// A few objects that requests could hurt.
  private static func seed(_ server: APIServer) async throws {
    try await server.createNamespace(namespace)
    let labels: JSON = ["app": "web"]
    try await server.create([
      "apiVersion": "apps/v1", "kind": "Deployment",
      "metadata": ["name": "web", "namespace": .string(namespace)],
      "spec": [
        "selector": ["matchLabels": labels],
        "template": [
          "metadata": ["labels": labels],
          "spec": ["containers": [["name": "web", "image": "web"]]],
        ],
      ],
    ])
    try await server.create([
      "apiVersion": "v1", "kind": "ConfigMap",
      "metadata": ["name": "web", "namespace": .string(namespace)], "data": ["a": "b"],
    ])
  }

  /// The objects of the namespace with their versions.
  private static func versions(_ server: APIServer) async throws -> [String: String] {
    var versions: [String: String] = [:]
    for path in [
      "/apis/apps/v1/namespaces/\(namespace)/deployments",
      "/api/v1/namespaces/\(namespace)/configmaps", "/api/v1/namespaces/\(namespace)/secrets",
      "/api/v1/namespaces/\(namespace)/pods", "/api/v1/persistentvolumes", "/api/v1/nodes",
      "/apis/storage.k8s.io/v1/storageclasses",
    ] {
      for item in try await server.request("GET", path).body["items"].array {
        let name = item["metadata"]["name"].string ?? ""
        versions["\(path)/\(name)"] = item["metadata"]["resourceVersion"].string
      }
    }
    return versions
  }

  /// Gives the account exactly these rules.
  private static func bind(_ rules: [JSON], on server: APIServer) async throws {
    let group = "rbac.authorization.k8s.io"
    let role: JSON = [
      "apiVersion": .string("\(group)/v1"), "kind": "ClusterRole",
      "metadata": ["name": "prove-agent"], "rules": .array(rules),
    ]
    let place = "/apis/\(group)/v1/clusterroles"
    let changed = try await server.request("PUT", "\(place)/prove-agent", body: role)
    // This API makes on a PUT what is not there.
    #expect(changed.status == 200 || changed.status == 201, "\(changed.body)")
    guard changed.status == 201 else { return }
    try await server.create([
      "apiVersion": .string("\(group)/v1"), "kind": "ClusterRoleBinding",
      "metadata": ["name": "prove-agent"],
      "roleRef": ["apiGroup": .string(group), "kind": "ClusterRole", "name": "prove-agent"],
      "subjects": [
        ["kind": "ServiceAccount", "name": "agent", "namespace": .string(namespace)]
      ],
    ])
  }

  /// Runs until the server has heard of the role.
  private static func settled(
    _ status: Int32, _ run: () throws -> RolefitBinary.Outcome
  ) async throws -> RolefitBinary.Outcome {
    var outcome = try run()
    for _ in 0..<20 where outcome.status != status {
      try await Task.sleep(for: .milliseconds(200))
      outcome = try run()
    }
    return outcome
  }
}
