// SPDX-License-Identifier: Apache-2.0

import Catalog
import Foundation
import KubernetesAPI
import RBAC
import TestSupport
import Testing

/// `rolefit prove` on a real API server, over the whole catalog.
@Suite(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped), .serialized)
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
    try await Self.bind(rules, to: "agent", on: server)
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
    try await Self.bind(less, to: "agent", on: server)
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
    let catalog = Catalog.builtIn
    let context = NeedContext(
      kubernetes: KubernetesVersion(minor: 20), agentVersion: catalog.newestAgentVersion)
    var cases: [(id: String, account: String, missing: Atom)] = []
    for need in catalog.needs(of: catalog.actions.filter(\.isBounded), in: context) {
      for missing in AtomSet(need.atoms).atoms {
        let account = "less-\(cases.count)"
        let rest = AtomSet(need.atoms.filter { $0 != missing }).normalForm()
        try await Self.bind(rest.map { Self.json($0.rule) }, to: account, on: server)
        cases.append((need.action.id, account, missing))
      }
    }
    #expect(Set(cases.map(\.id)).count == catalog.actions.count { $0.isBounded })
    for (id, account, missing) in cases {
      let outcome = try await Self.settled(1) {
        try RolefitBinary.run([
          "prove", "--kubeconfig", server.kubeconfig, "--service-account",
          "\(Self.namespace):\(account)", "--actions", id, "-o", "json",
        ])
      }
      #expect(outcome.status == 1, "\(id) without \(missing)")
      let requests = try outcome.json()["actions"][0]["requests"].array
      #expect(requests.count { $0["answer"].string == "refused" } == 1, "\(id) without \(missing)")
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

  /// The objects of the namespace with their versions; of what is in no namespace that alone which
  /// a proof could have made, since other tests use the server too.
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
        guard path.contains(namespace) || name.hasPrefix("rolefit-") else { continue }
        versions["\(path)/\(name)"] = item["metadata"]["resourceVersion"].string
      }
    }
    return versions
  }

  private static func json(_ rule: PolicyRule) -> JSON {
    func list(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }
    return [
      "apiGroups": list(rule.apiGroups), "resources": list(rule.resources),
      "resourceNames": list(rule.resourceNames), "verbs": list(rule.verbs),
    ]
  }

  /// Gives an account exactly these rules.
  private static func bind(
    _ rules: [JSON], to account: String, on server: APIServer
  ) async throws {
    let name = "prove-\(account)"
    let group = "rbac.authorization.k8s.io"
    let role: JSON = [
      "apiVersion": .string("\(group)/v1"), "kind": "ClusterRole",
      "metadata": ["name": .string(name)], "rules": .array(rules),
    ]
    let place = "/apis/\(group)/v1/clusterroles"
    let changed = try await server.request("PUT", "\(place)/\(name)", body: role)
    // This API makes on a PUT what is not there.
    #expect(changed.status == 200 || changed.status == 201, "\(changed.body)")
    guard changed.status == 201 else { return }
    try await server.create([
      "apiVersion": .string("\(group)/v1"), "kind": "ClusterRoleBinding",
      "metadata": ["name": .string(name)],
      "roleRef": ["apiGroup": .string(group), "kind": "ClusterRole", "name": .string(name)],
      "subjects": [
        ["kind": "ServiceAccount", "name": .string(account), "namespace": .string(namespace)]
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
