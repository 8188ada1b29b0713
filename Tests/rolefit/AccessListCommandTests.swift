// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// `can-i --list`: everything that a subject may do.
struct AccessListCommandTests {
  private let folder: TemporaryDirectory
  private let file: String

  init() throws {
    folder = try TemporaryDirectory()
    file = try folder.write(Self.manifests, to: "rbac.yaml")
  }

  private func list(_ words: String) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(
      ["can-i", "--list", "--kube-version", "1.33"] + words.split(separator: " ").map(String.init)
        + [file])
  }

  /// The cells of each line, without what everybody has by default.
  private func rows(_ words: String) throws -> [String] {
    try list(words).output.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }.filter { !$0.contains("selfsubject") && !$0.hasSuffix("[] [get]") && !$0.contains("system:") }
  }

  @Test func listsOneNamespaceWithKubectlsColumns() throws {
    let heading = "Resources Non-Resource URLs Resource Names Verbs"
    #expect(
      try rows("--service-account prod:agent -n prod") == [
        heading, "nodes [] [] [get list]", "pods [] [] [get list delete]",
        "secrets [] [a b] [get]",
      ])
    #expect(
      try rows("--service-account prod:agent") == [
        heading, "nodes [] [] [get list]", "pods [] [] [get list]",
      ])
    #expect(try rows("--as nobody") == [heading])
  }

  @Test func listsWhatEverybodyHasByDefault() throws {
    let output = try list("--as nobody").output
    #expect(output.contains("selfsubjectaccessreviews.authorization.k8s.io"))
    #expect(output.contains("[/healthz]"))
  }

  @Test func listsEveryNamespaceAtOnce() throws {
    #expect(
      try rows("--service-account prod:agent -A") == [
        "Namespace Resources Non-Resource URLs Resource Names Verbs",
        "* nodes [] [] [get list]", "* pods [] [] [get list]",
        "prod pods [] [] [delete]", "prod secrets [] [a b] [get]",
      ])
  }

  @Test func saysWhichGrantGivesWhat() throws {
    let name = "rbac.yaml"
    let text = try list("--service-account prod:agent -n prod --from").output
    #expect(text.contains("ClusterRoleBinding 'reader' of ClusterRole 'reader' (\(file):5)"))
    #expect(text.contains("RoleBinding 'prod/local' of Role 'prod/local' (\(file):11)"))
    #expect(try list("--service-account prod:agent -n prod -o wide").output == text)
    let rules = try list("--service-account prod:agent -n prod --from -o json").json()["rules"]
    let deleting = try #require(
      rules.array.first { $0["rule"]["verbs"].array.contains("delete") })
    #expect(deleting["grantedBy"][0]["binding"]["name"] == "local")
    #expect(deleting["grantedBy"][0]["role"]["kind"] == "Role")
    #expect(deleting["grantedBy"][0]["ruleAt"].string?.contains("\(name):11:") == true)
  }

  @Test func saysWhatAnAPIServerListsAndRefuses() throws {
    let text = try list("--as inert -n prod").output
    #expect(text.contains("listed by an API server too, and refused"))
    #expect(text.contains("[/metrics]"))
    #expect(try list("--as inert -n prod -o json").json()["inert"][0]["verbs"] == ["get"])
    #expect(!(try list("--as inert").output.contains("/metrics")))
  }

  @Test func saysThatTheListMayBeIncomplete() throws {
    let dangling = try list("--as dangling -n prod")
    #expect(dangling.status == 3)
    #expect(dangling.output.contains("undetermined: the list may be incomplete\n"))
    #expect(dangling.output.contains("role.rbac.authorization.k8s.io \"gone\" not found"))
    #expect(try list("--as dangling -n prod --closed-world").status == 0)
    #expect(try list("--as dangling").status == 0)
    let nameless = try list("--as nameless -n prod --closed-world")
    #expect(nameless.status == 3)
    #expect(nameless.output.contains("RoleBinding 'nameless' names no namespace"))
  }

  @Test func writesMarkdown() throws {
    let text = try list("--service-account prod:agent -n prod -o markdown").output
    #expect(text.contains("| `secrets` |  | `[a b]` | `[get]` |"))
  }

  @Test(arguments: [
    "--list --as a --service-account b:c", "--list --batch - --as a",
    "--list --as a --subresource log", "get pods --as a --from", "get pods --as a -o json",
  ])
  func refusesContradictions(words: String) throws {
    let run = try RolefitBinary.run(
      ["can-i"] + words.split(separator: " ").map(String.init) + [file])
    #expect(run.status == 64)
  }

  @Test func wantsToKnowWhoWhereNobodyIsNamed() throws {
    let run = try RolefitBinary.run(["can-i", "--list", "examples/bound.yaml", "-n", "shop"])
    #expect(run.status == 0)
    #expect(run.output.contains("deployments.apps/scale"))
    #expect(try RolefitBinary.run(["can-i", "--list", "examples/clusterrole.yaml"]).status == 64)
  }

  private static let manifests = """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: reader}
    rules:
    - {apiGroups: [""], resources: [pods, nodes], verbs: [get, list]}
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: {name: local, namespace: prod}
    rules:
    - {apiGroups: [""], resources: [pods], verbs: [get, delete]}
    - {apiGroups: [""], resources: [secrets], resourceNames: [b, a], verbs: [get]}
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: paths}
    rules:
    - {nonResourceURLs: [/metrics], verbs: [get]}
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: {name: reader}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
    subjects: [{kind: ServiceAccount, name: agent, namespace: prod}]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: local, namespace: prod}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: local}
    subjects: [{kind: ServiceAccount, name: agent}]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: paths, namespace: prod}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: paths}
    subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: inert}]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: dangling, namespace: prod}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: gone}
    subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: dangling}]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: nameless}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
    subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: nameless}]
    """
}
