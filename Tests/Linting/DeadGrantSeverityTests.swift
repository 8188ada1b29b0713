// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Linting
import Testing

/// A dead grant weighs as much as what is lost by it.
struct DeadGrantSeverityTests {
  private func severity(of id: String, _ rules: String) throws -> [Diagnostic.Severity] {
    let example = LintExample.rules(rules)
    return try Sample.findings(in: example.text, like: example).filter { $0.rule == id }
      .map(\.severity)
  }

  @Test(arguments: [
    ("wrong-api-group", "\"\"", "deployments", "get", "apps", "deployments", "get"),
    ("removed-resource", "extensions", "ingresses", "get", "networking.k8s.io", "ingresses", "get"),
    ("unknown-resource", "\"\"", "configmap", "get", "\"\"", "configmaps", "get"),
    ("unknown-subresource", "\"\"", "pods/logs", "get", "\"\"", "pods/log", "get"),
    ("unserved-verb", "\"\"", "pods/log", "list", "\"\"", "pods/log", "get"),
    ("unknown-verb", "\"\"", "pods", "GET", "\"\"", "pods", "get"),
  ])
  func aDeadGrantIsANoteOrLessBesideItsTwin(
    id: String, group: String, resource: String, verb: String, twinGroup: String,
    twinResource: String, twinVerb: String
  ) throws {
    let dead = """
      - apiGroups: [\(group)]
        resources: [\(resource)]
        verbs: [\(verb)]
      """
    let twin = """
      - apiGroups: [\(twinGroup)]
        resources: [\(twinResource)]
        verbs: [\(twinVerb)]
      """
    #expect(try severity(of: id, dead) == [.error])
    let beside = try severity(of: id, dead + "\n" + twin)
    #expect(beside.count == 1)
    #expect(beside.allSatisfy { $0 < .error })
    // Whichever of the two comes first.
    #expect(try severity(of: id, twin + "\n" + dead) == beside)
  }

  @Test func aWildcardIsATwinToo() throws {
    let severities = try severity(
      of: "wrong-api-group",
      """
      - apiGroups: [""]
        resources: [deployments]
        verbs: [get]
      - apiGroups: [apps]
        resources: ["*"]
        verbs: [get]
      """)
    #expect(severities == [.note])
  }

  @Test func aProductOfGroupsAndResourcesIsClutter() throws {
    let severities = try severity(
      of: "wrong-api-group",
      """
      - apiGroups: ["", apps, batch, networking.k8s.io]
        resources: [configmaps, cronjobs, deployments, ingresses, jobs, pods, services]
        verbs: [get, list, watch]
      """)
    // One finding for each rectangle, not for each point.
    #expect(severities.count <= 8)
    #expect(severities.allSatisfy { $0 == .note })
  }

  @Test func anotherRoleOfTheSameAccountGrantsTheTwin() throws {
    let example = LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: dead}
      rules:
      - apiGroups: [""]
        resources: [deployments]
        verbs: [get]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: living}
      rules:
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: dead}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: dead}
      subjects: [{kind: ServiceAccount, name: example, namespace: agents}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: living}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: living}
      subjects: [{kind: ServiceAccount, name: example, namespace: agents}]

      """)
    let found = try Sample.findings(in: example.text, like: example)
    #expect(found.filter { $0.rule == "wrong-api-group" }.map(\.severity) == [.note])
  }
}
