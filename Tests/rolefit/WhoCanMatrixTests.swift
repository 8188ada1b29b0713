// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// `who-can --matrix`: subjects by verbs.
struct WhoCanMatrixTests {
  private let folder: TemporaryDirectory
  private let file: String

  init() throws {
    folder = try TemporaryDirectory()
    file = try folder.write(Self.manifests, to: "rbac.yaml")
  }

  private func matrix(_ words: String) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(["who-can"] + words.split(separator: " ").map(String.init) + [file])
  }

  @Test func tellsVerbsAndNamesApart() throws {
    let answer = try matrix("--matrix secrets,pods/exec -n prod -o json").json()
    let secrets = answer["resources"][0]
    #expect(secrets["namespace"] == "prod")
    let subjects = secrets["subjects"].array
    #expect(subjects.map { $0["subject"] } == ["Group devs", "ServiceAccount prod:agent"])
    #expect(subjects[0]["verbs"] == ["get", "list"])
    #expect(subjects[1]["verbs"] == ["list"])
    // A create carries no name, so that no rule with names allows it.
    #expect(subjects[1]["verbsByName"] == ["get", "patch"])
    let exec = answer["resources"][1]
    #expect(exec["resource"] == "pods/exec")
    #expect(exec["subjects"][0]["verbsByName"] == ["create"])
  }

  @Test func showsATableForEachResource() throws {
    let outcome = try matrix("--matrix secrets --matrix pods -n prod")
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "secrets in the namespace 'prod'")
    #expect(lines[3].split(separator: " ").dropFirst(2).first == "named")
    #expect(outcome.output.contains("\npods in the namespace 'prod'\nnobody\n"))
    #expect(outcome.output.contains("\nnamed: for some objects alone, by their names\n"))
    #expect(outcome.output.hasSuffix("(--assume-system-roles counts them)\n"))
  }

  @Test func asksForAllNamespacesAtOnce() throws {
    let answer = try matrix("--matrix secrets -A -o json").json()
    #expect(answer["resources"][0]["namespace"] == .null)
    #expect(answer["resources"][0]["subjects"].array.map { $0["subject"] } == ["Group devs"])
  }

  @Test func endsAsWhoCanDoes() throws {
    #expect(try matrix("--matrix nodes").status == 1)
    #expect(try matrix("--matrix nodes,secrets -n prod").status == 0)
    let dangling = try matrix("--matrix pods -n gone")
    #expect(dangling.status == 3)
    #expect(dangling.output.contains("undetermined:\n  role.rbac"))
  }

  @Test func writesMarkdown() throws {
    let text = try matrix("--matrix secrets -n prod -o markdown").output
    #expect(text.contains("| Group devs | yes | yes | | | | | | |\n"))
  }

  @Test(arguments: [
    "--matrix pods --actions exec:pod", "--matrix pods --name x", "--matrix /healthz",
    "get pods -o markdown",
  ])
  func refusesContradictions(words: String) throws {
    #expect(try matrix(words).status == 64)
  }

  private static let manifests = """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: {name: local, namespace: prod}
    rules:
    - {apiGroups: [""], resources: [secrets], verbs: [list]}
    - {apiGroups: [""], resources: [secrets], resourceNames: [a], verbs: [get, patch, create]}
    - {apiGroups: [""], resources: [pods/exec], resourceNames: [a], verbs: [create]}
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: local, namespace: prod}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: local}
    subjects: [{kind: ServiceAccount, name: agent}]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: reader}
    rules:
    - {apiGroups: [""], resources: [secrets], verbs: [get, list]}
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: {name: reader}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
    subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: devs}]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: dangling, namespace: gone}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: gone}
    subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: dangling}]
    """
}
