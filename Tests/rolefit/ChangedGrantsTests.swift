// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// `diff`, `explain` and `verify` on one role and the bindings that give it to an agent.
struct ChangedGrantsTests {
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  private func manifests(
    _ name: String, binding: String, subjectNamespace: String = "komodor",
    podVerbs: String = "get, delete"
  ) throws -> String {
    let place = binding == "RoleBinding" ? ", namespace: prod" : ""
    return try folder.write(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: agent}
      rules:
      - {apiGroups: [""], resources: [pods], verbs: [\(podVerbs)]}
      - {apiGroups: [""], resources: [nodes], verbs: [get, patch]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: \(binding)
      metadata: {name: agent\(place)}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: agent}
      subjects: [{kind: ServiceAccount, name: agent, namespace: \(subjectNamespace)}]
      """, to: name)
  }

  @Test func aRoleBindingTurnedClusterRoleBindingShowsAsActionsFirst() throws {
    let old = try manifests("old.yaml", binding: "RoleBinding")
    let new = try manifests("new.yaml", binding: "ClusterRoleBinding")
    let json = try RolefitBinary.run(["diff", old, new, "-o", "json"])
    #expect(json.status == 1)
    let subject = try json.json()["subjects"][0]
    #expect(subject["subject"] == .string("ServiceAccount komodor:agent"))
    #expect(subject["scope"] == .string("cluster"))
    #expect(subject["cause"] == .string("binding"))
    let markdown = try RolefitBinary.run(["diff", old, new, "-o", "markdown"])
    #expect(markdown.output.contains("\n\n- **+ Delete a pod, in every namespace**\n"))
    let back = try RolefitBinary.run(["diff", new, old, "--fail-on", "added"])
    #expect(back.status == 0)
    #expect(back.output.contains("\n- action: Delete a pod, in every namespace\n"))
  }

  @Test func aChangedRoleIsTheCauseOfAChange() throws {
    let old = try manifests("old.yaml", binding: "RoleBinding", podVerbs: "get")
    let new = try manifests("new.yaml", binding: "RoleBinding")
    let json = try RolefitBinary.run(["diff", old, new, "-o", "json"])
    #expect(try json.json()["subjects"][0]["cause"] == .string("role"))
    #expect(
      try json.json()["actions"]["added"]
        == .array([
          .string("Delete a pod, in the namespace 'prod'")
        ]))
    #expect(try RolefitBinary.run(["diff", old, new, "--fail-on", "removed"]).status == 0)
    #expect(try RolefitBinary.run(["diff", old, old]).status == 0)
  }

  private func denial(_ verb: String, _ resource: String, _ group: String, _ namespace: String)
    -> String
  {
    #"User "system:serviceaccount:komodor:agent" cannot \#(verb) resource "\#(resource)" "#
      + #"in API group "\#(group)" in the namespace "\#(namespace)""#
  }

  @Test(arguments: [
    (
      "ClusterRoleBinding", "komodor", "patch", "deployments/scale", "apps",
      "add the rule to ClusterRole 'agent'"
    ),
    (
      "RoleBinding", "komodor", "patch", "deployments/scale", "apps",
      "bind it with a RoleBinding in the namespace 'x'"
    ),
    (
      "ClusterRoleBinding", "default", "patch", "deployments/scale", "apps",
      "ClusterRoleBinding 'agent' names the service account of the namespace 'default'"
    ),
    (
      "RoleBinding", "komodor", "delete", "pods", "",
      "RoleBinding 'prod/agent' gives it in the namespace 'prod' only"
    ),
    ("ClusterRoleBinding", "komodor", "delete", "pods", "", "these manifests allow it"),
  ])
  func aRefusalNamesWhatToChange(
    _ binding: String, _ subjectNamespace: String, _ verb: String, _ resource: String,
    _ group: String, _ note: String
  ) throws {
    let file = try manifests("a.yaml", binding: binding, subjectNamespace: subjectNamespace)
    let run = try RolefitBinary.run(["explain", denial(verb, resource, group, "x"), "-f", file])
    #expect(run.status == 0)
    #expect(run.output.contains(note))
  }

  @Test func refusalsOfManyObjectsAreExplainedOnce() throws {
    let log = ["web-0", "web-1"].map {
      "pods \"\($0)\" is forbidden: " + denial("delete", "pods", "", "x")
    }
    let run = try RolefitBinary.run(
      ["explain", "-", "-o", "json"], input: log.joined(separator: "\n"))
    #expect(try run.json()["denials"].array.count == 1)
    #expect(try run.json()["denials"][0]["actions"].array.contains(.string("delete:pod")))
  }

  @Test func aRoleThatIsNotThereIsSaid() throws {
    let missing = "RBAC: [clusterrole.rbac.authorization.k8s.io \"gone\" not found]"
    let refused = try RolefitBinary.run(
      ["explain", denial("delete", "pods", "", "x") + ": " + missing])
    #expect(refused.output.contains("  note: ClusterRole 'gone' is not in the cluster: a binding "))
    #expect(refused.output.contains("create it, or bind another"))
    let alone = "clusterroles.rbac.authorization.k8s.io \"gone\" not found"
    let json = try RolefitBinary.run(["explain", alone, "-o", "json"]).json()["denials"][0]
    #expect(json["cause"] == "missing-role" && json["denial"] == .string(alone))
    let file = try folder.write(RBACText.role("gone", ["get - pods"]), to: "gone.yaml")
    let here = try RolefitBinary.run(["explain", alone, "-f", file])
    #expect(here.output.contains("apply these manifests, which have it (\(file):"))
  }

  @Test func aFileIsNotTheTextOfARefusal() throws {
    let file = try manifests("a.yaml", binding: "RoleBinding")
    let run = try RolefitBinary.run(["explain", file])
    #expect(run.status == 2)
    #expect(
      run.error.contains("explain takes the text of a refusal, and '\(file)' is a file's name"))
    #expect(run.error.contains("manifests are given with -f"))
  }

  @Test func nodesThroughARoleBindingAreMissingAndTheNoteSaysWhy() throws {
    let file = try manifests("a.yaml", binding: "RoleBinding")
    let run = try RolefitBinary.run(
      ["verify", file, "--actions", "cordon:node", "--service-account", "komodor:agent"])
    #expect(run.status == 1)
    #expect(
      run.output.contains("nodes are cluster-scoped: only a ClusterRoleBinding can give them"))
  }

  @Test func aBindingOfTheWrongNamespaceIsNamed() throws {
    let file = try manifests("a.yaml", binding: "ClusterRoleBinding", subjectNamespace: "default")
    let run = try RolefitBinary.run(
      ["verify", file, "--actions", "delete:pod", "--service-account", "komodor:agent"])
    #expect(run.status == 1)
    #expect(
      run.output.contains("the service account of the namespace 'default', not 'komodor'"))
  }
}
