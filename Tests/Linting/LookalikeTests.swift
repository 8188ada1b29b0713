// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import KubernetesAPI
import Linting
import Testing

/// Rules that look like others to a careless reader, and are not.
struct LookalikeTests {
  private func findings(_ rules: String, namespaced: Bool = false) throws -> [Finding] {
    let example =
      namespaced ? LintExample.namespacedRules(rules) : LintExample.rules(rules)
    return try Sample.findings(in: example.text, like: example)
  }

  private func ids(_ rules: String, namespaced: Bool = false) throws -> Set<String> {
    Set(try findings(rules, namespaced: namespaced).map(\.rule))
  }

  @Test(arguments: ["clusterrolebindings", "rolebindings"])
  func bindOnBindingsIsDeadAndNoWayToBind(resource: String) throws {
    let ids = try ids(
      """
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [\(resource)]
        verbs: [bind]
      """)
    #expect(ids.contains("unserved-verb"))
    #expect(!ids.contains("bind-verb"))
  }

  @Test func bindOnClusterRolesIsFoundBesideBindings() throws {
    let ids = try ids(
      """
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [clusterrolebindings, clusterroles]
        verbs: [bind]
      """)
    #expect(ids.contains("bind-verb"))
  }

  @Test func impersonateOnRolesIsDead() throws {
    let ids = try ids(
      """
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [clusterroles, roles]
        verbs: [impersonate]
      """)
    #expect(ids == ["unserved-verb"])
  }

  @Test func aStarAsANameIsNoWildcard() throws {
    let ids = try ids(
      """
      - apiGroups: [""]
        resources: [secrets]
        resourceNames: ["*"]
        verbs: [get]
      """)
    #expect(ids.contains("name-pattern"))
    #expect(!ids.contains("secret-reading"))
  }

  @Test func aStarAfterTheSlashIsNoWildcard() throws {
    let ids = try ids(
      """
      - apiGroups: [""]
        resources: ["pods/*"]
        verbs: [create, get]
      """)
    #expect(ids == ["unknown-subresource"])
  }

  @Test(arguments: [
    ("*/exec", "pod-exec"), ("*/token", "token-creation"), ("*/proxy", "kubelet-proxy"),
  ])
  func aStarBeforeTheSlashIsAWildcard(resource: String, id: String) throws {
    let ids = try ids(
      """
      - apiGroups: [""]
        resources: ["\(resource)"]
        verbs: [get, create]
      """)
    #expect(ids.contains(id))
  }

  @Test(arguments: [
    ("get", 34, true), ("create", 34, true), ("get", 35, false), ("create", 35, true),
  ])
  func oneVerbOpensAnExecWhereServersAskForOne(verb: String, minor: Int, opens: Bool) throws {
    let version = KubernetesVersion(minor: minor)
    let example = LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods/exec]
        verbs: [\(verb)]
      """, versions: version...version)
    let found = try Sample.findings(in: example.text, like: example)
    #expect(found.contains { $0.rule == "pod-exec" } == opens)
    #expect(found.contains { $0.rule == "one-way-stream" })
  }

  @Test(arguments: ["secrets", "pods/exec", "users", "nodes/proxy"])
  func aResourceOfTheSameNameInAnotherGroupIsAnother(resource: String) throws {
    let found = try findings(
      """
      - apiGroups: [example.com]
        resources: [\(resource)]
        verbs: [get, list, create, impersonate]
      """)
    #expect(found.filter { $0.severity != .note }.isEmpty, "\(Sample.list(found))")
  }

  @Test func theCoreGroupIsTheEmptyString() throws {
    #expect(
      try ids(
        """
        - apiGroups: [core]
          resources: [secrets]
          verbs: [get, list]
        """) == ["wrong-api-group"])
  }

  @Test func everyRuleOfARoleIsLookedAt() throws {
    let found = try findings(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get]
      - apiGroups: [batch]
        resources: [jobs]
        verbs: [get]
      - apiGroups: ["*"]
        resources: ["*"]
        verbs: ["*"]
      """)
    #expect(found.contains { $0.rule == "wildcard-everything" && $0.range?.start.line == 12 })
  }

  @Test func aVerbThatContainsAStarIsNotAStar() throws {
    let ids = try ids(
      """
      - apiGroups: [apps]
        resources: [deployments]
        verbs: ["get*"]
      """)
    #expect(!ids.contains("wildcard-verb"))
    #expect(ids.contains("unknown-verb"))
  }

  @Test func deletingLogsIsDeadAndNoWayToCoverTracks() throws {
    let found = try findings(
      """
      - apiGroups: [""]
        resources: [pods/log]
        verbs: [delete]
      """)
    #expect(found.map(\.rule) == ["unserved-verb"])
    #expect(found.first?.severity == .error)
  }

  @Test func theOrderOfRulesDoesNotMatter() throws {
    let rules = [
      """
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [clusterrolebindings]
        verbs: [create]
      """,
      """
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [clusterroles]
        verbs: [bind]
      """,
      """
      - apiGroups: [""]
        resources: [configmaps, pods/logs]
        verbs: [get]
      """,
    ]
    let there = try findings(rules.joined(separator: "\n"))
    let back = try findings(rules.reversed().joined(separator: "\n"))
    #expect(
      Set(there.map { "\($0.rule) \($0.severity)" })
        == Set(back.map { "\($0.rule) \($0.severity)" }))
    #expect(there.count == back.count)
    #expect(there.contains { $0.rule == "effective-cluster-admin" })
  }

  @Test func aClusterRoleThatRoleBindingsReferToHoldsInTheirNamespaces() throws {
    let example = LintExample.bound(
      """
      - apiGroups: [""]
        resources: [secrets]
        verbs: [get, list]
      """, in: "agents")
    let found = try Sample.findings(in: example.text, like: example)
    let reading = try #require(found.first { $0.rule == "secret-reading" })
    #expect(reading.severity == .warning)
    #expect(reading.message.contains("'agents'"))
  }

  @Test func aSingularInARuleIsNotTheResource() throws {
    let ids = try ids(
      """
      - apiGroups: [""]
        resources: [secret]
        verbs: [get, list]
      """)
    #expect(ids == ["unknown-resource"])
  }

  @Test(arguments: ["*", "/*"])
  func everyPathIsFoundHoweverItIsWritten(url: String) throws {
    #expect(
      try ids(
        """
        - nonResourceURLs: ["\(url)"]
          verbs: [get]
        """
      ).contains("wildcard-url"))
  }

  @Test func aDomainOfSignersIsNoPattern() throws {
    let ids = try ids(
      """
      - apiGroups: [certificates.k8s.io]
        resources: [signers]
        resourceNames: ["example.com/*"]
        verbs: [approve]
      """)
    #expect(!ids.contains("name-pattern"))
  }

  @Test func whatBelongsToCustomResourcesIsNoError() throws {
    let found = try findings(
      """
      - apiGroups: [argoproj.io, cert-manager.io]
        resources: [anything, anything/status, "*/scale"]
        verbs: [get, list, watch, promote]
      """)
    #expect(!found.contains { $0.severity == .error }, "\(Sample.list(found))")
  }
}
