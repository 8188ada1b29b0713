// SPDX-License-Identifier: Apache-2.0

import Foundation
import RBAC
import TestSupport
import Testing

/// `can-i --list` says of random accounts what a real API server says, which is all that
/// `kubectl auth can-i --list` prints.
@Suite(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped))
struct LiveAccessListTests {
  private static let sets = 34

  @Test func listsWhatTheServerLists() async throws {
    let server = try await APIServer.shared
    var accepted: [JSON] = []
    var asked: [(user: User, namespace: String)] = []
    for name in ["x", "y"] { try await server.createNamespace("listing-\(name)") }
    for number in 0..<Self.sets {
      var set = RandomSet(number, prefix: "listing")
      // This server has no controller that fills aggregated roles.
      for object in set.objects(count: 9) where object["aggregationRule"] == .null {
        let path = try APIServer.collectionPath(of: object)
        if try await server.request("POST", path, body: object).status == 201 {
          accepted.append(object)
        }
      }
      for turn in 0..<3 {
        var user = set.user()
        // Foundation would send several in one header, which is one group.
        if user.serviceAccount == nil { user.groups = Array(user.groups.prefix(1)) }
        asked.append((user, "listing-\(turn < 2 ? "x" : "y")"))
      }
    }
    #expect(asked.count >= 100)
    let folder = try TemporaryDirectory()
    let list: JSON = ["apiVersion": "v1", "kind": "List", "items": .array(accepted)]
    let file = try folder.write(list.text, to: "objects.json")

    var answers: Set<[ScopedRule]> = []
    for (index, (user, namespace)) in asked.enumerated() {
      // The default roles are rolefit's own here; every tenth time the server's.
      let source =
        index.isMultiple(of: 10)
        ? ["--kubeconfig", server.kubeconfig] : ["--closed-world", "--kube-version", "1.20", file]
      let groups = user.serviceAccount == nil ? user.groups.flatMap { ["--as-group", $0] } : []
      let outcome = try RolefitBinary.run(
        ["can-i", "--list", "-o", "json", "-n", namespace, "--as", user.name] + groups + source)
      #expect(outcome.status == 0, "\(user) \(outcome.error)")
      let answer = try outcome.json()
      let own = Self.atoms(answer["rules"].array + answer["inert"].array)
      answers.insert(own.normalForm())
      try await expectRules(of: user, in: namespace, toBe: own, on: server)
    }
    #expect(answers.count > 15)
  }

  @Test func printsTheAtomsThatKubectlPrints() async throws {
    let server = try await APIServer.shared
    let namespace = "listing-table"
    try await server.createNamespace(namespace)
    let rules: JSON = [
      ["apiGroups": ["", "apps"], "resources": ["pods", "pods/log"], "verbs": ["get", "list"]],
      ["apiGroups": ["apps"], "resources": ["deployments/scale"], "verbs": ["patch"]],
      [
        "apiGroups": [""], "resources": ["secrets"], "resourceNames": ["a", "b"],
        "verbs": ["get"],
      ],
    ]
    let group = "rbac.authorization.k8s.io"
    try await server.create([
      "apiVersion": .string("\(group)/v1"), "kind": "Role", "rules": rules,
      "metadata": ["name": "table", "namespace": .string(namespace)],
    ])
    try await server.create([
      "apiVersion": .string("\(group)/v1"), "kind": "RoleBinding",
      "metadata": ["name": "table", "namespace": .string(namespace)],
      "roleRef": ["apiGroup": .string(group), "kind": "Role", "name": "table"],
      "subjects": [["kind": "ServiceAccount", "name": "reader"]],
    ])
    let account = "system:serviceaccount:\(namespace):reader"
    let own = try RolefitBinary.run([
      "can-i", "--list", "-n", namespace, "--service-account", "\(namespace):reader",
      "--kubeconfig", server.kubeconfig,
    ])
    let expected = Self.cells(own.output)
    #expect(expected.contains(["deployments.apps/scale", "", "", "patch"]))
    var table: Set<[String]> = []
    for _ in 0..<50 where table != expected {
      table = Self.cells(
        try KubectlProgram.run(
          ["auth", "can-i", "--list", "-n", namespace, "--as", account], on: server
        ).output)
    }
    #expect(table == expected)
  }

  private func expectRules(
    of user: User, in namespace: String, toBe expected: AtomSet, on server: APIServer
  ) async throws {
    var found = AtomSet()
    for _ in 0..<50 {
      let response = try await server.request(
        "POST", "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews",
        body: [
          "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectRulesReview",
          "spec": ["namespace": .string(namespace)],
        ],
        as: .user(user.name, groups: user.serviceAccount == nil ? user.groups : []))
      let status = response.body["status"]
      found = Self.atoms(status["resourceRules"].array + status["nonResourceRules"].array)
      if found == expected { return }
      // The server's cache may be a moment behind.
      try await Task.sleep(for: .milliseconds(200))
    }
    let isSame = found == expected
    #expect(
      isSame, "\(user.name) in \(namespace): \(RuleDifference(from: found, to: expected))")
  }

  private static func atoms(_ rules: [JSON]) -> AtomSet {
    AtomSet(
      rules.map { rule in
        func words(_ field: String) -> [String] { rule[field].array.compactMap(\.string) }
        return PolicyRule(
          apiGroups: words("apiGroups"), resources: words("resources"),
          resourceNames: words("resourceNames"), verbs: words("verbs"),
          nonResourceURLs: words("nonResourceURLs"))
      }, scope: .cluster
    ).reduced()
  }

  /// Every combination of a resource or a path, a name and a verb in a table, from its columns.
  private static func cells(_ table: String) -> Set<[String]> {
    let lines = table.split(separator: "\n").map(Array.init)
    guard let heading = lines.first.map({ String($0) }) else { return [] }
    let starts = ["Resources", "Non-Resource URLs", "Resource Names", "Verbs"].compactMap {
      heading.range(of: $0).map { heading.distance(from: heading.startIndex, to: $0.lowerBound) }
    }
    var found: Set<[String]> = []
    for line in lines.dropFirst() {
      let cells = starts.enumerated().map { index, start in
        let end = index + 1 < starts.count ? starts[index + 1] : line.count
        return String(line[min(start, line.count)..<min(end, line.count)])
          .split { " []".contains($0) }.map(String.init)
      }
      for first in cells[0].isEmpty ? [""] : cells[0] {
        for url in cells[1].isEmpty ? [""] : cells[1] {
          for name in cells[2].isEmpty ? [""] : cells[2] {
            found.formUnion(cells[3].map { [first, url, name, $0] })
          }
        }
      }
    }
    return found
  }
}
