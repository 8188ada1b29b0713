// SPDX-License-Identifier: Apache-2.0

import Catalog
import KubernetesAPI
import Manifests
import RBAC
import TestSupport
import Testing

@testable import Analysis

struct UsageJudgeTests {
  private static let user = "system:serviceaccount:own:agent"

  private static func event(
    _ verb: String, _ resource: String, group: String = "", in namespace: String = "x",
    named name: String = "", outcome: AuditEvent.Outcome = .succeeded, user: String = user
  ) -> AuditEvent {
    AuditEvent(
      id: "1", stage: .responseComplete, user: user,
      request: .resource(
        ResourceRequest(
          verb: verb, apiGroup: group, resource: resource, namespace: namespace, name: name)),
      outcome: outcome, time: Timestamp(microseconds: 1))
  }

  private static func usage(
    _ events: [AuditEvent], names: Usage.Names = .exact, granted manifests: String? = nil
  ) -> Usage {
    var tally = UsageTally()
    for event in events { tally.add(event) }
    let catalog = Catalog.builtIn
    let context = NeedContext(
      kubernetes: KubernetesVersion(minor: 33), agentVersion: catalog.newestAgentVersion)
    return UsageJudge(catalog: catalog, context: context, names: names).usage(
      of: user, in: tally,
      access: manifests.map { Samples.access($0) })
  }

  private static func phrases(_ rules: [ScopedRule]) -> [String] {
    rules.map { AccessPhrase($0).grant }
  }

  @Test func rulesAreTightInNamespacesAndNames() {
    let events = [
      Self.event("get", "pods", in: "a", named: "p"),
      Self.event("get", "pods", in: "b", named: "q"),
      Self.event("list", "pods", in: ""), Self.event("create", "pods", in: "a"),
      Self.event("delete", "pods", in: "c", named: "p", outcome: .refused),
    ]
    #expect(
      Self.phrases(Self.usage(events).rules) == [
        "list on pods (core)", "create on pods (core) in namespace a",
        "get on pods (core) named 'p' in namespace a",
        "get on pods (core) named 'q' in namespace b",
      ])
    #expect(
      Self.phrases(Self.usage(events, names: .any).rules) == [
        "list on pods (core)", "get, create on pods (core) in namespace a",
        "get on pods (core) in namespace b",
      ])
  }

  @Test func aRefusalHasTheRuleThatMendsIt() {
    let usage = Self.usage([
      Self.event("delete", "pods", named: "p", outcome: .refused),
      Self.event("delete", "pods", named: "p", outcome: .refused),
    ])
    #expect(usage.refused.map(\.count) == [2])
    #expect(
      Self.phrases(usage.refused.map(\.rule)) == [
        "delete on pods (core) named 'p' in namespace x"
      ])
    #expect(usage.rules == [])
  }

  @Test func aPatchMayBeSeveralActions() throws {
    let usage = Self.usage([Self.event("patch", "deployments", group: "apps", named: "web")])
    let request = try #require(usage.requests.first)
    #expect(
      request.actions.contains("restart:deployment")
        && request.actions.contains("rollback:deployment"), "\(request.actions)")
    #expect(usage.actions.count == 1)
    #expect(usage.unexplained.isEmpty)
  }

  /// Actions over anything explain nothing.
  @Test func whatTheCatalogDoesNotKnowIsUnexplained() {
    let usage = Self.usage([Self.event("patch", "widgets", group: "example.com", named: "w")])
    #expect(usage.unexplained.count == 1)
    #expect(usage.actions.isEmpty)
  }

  @Test func grantsAreNotSeenOrUndetermined() {
    let manifests = """
      {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: r},
       rules: [{apiGroups: [""], resources: [pods], verbs: [get, list, watch]},
       {apiGroups: [""], resources: [secrets], verbs: [get]},
       {nonResourceURLs: [/metrics], verbs: [get]}]}
      ---
      {apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding,
       metadata: {name: b, namespace: x},
       roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: r},
       subjects: [{kind: ServiceAccount, name: agent, namespace: own}]}
      """
    let usage = Self.usage(
      [
        Self.event("get", "pods", named: "p"), Self.event("list", "pods", in: "y"),
        Self.event("get", "secrets", named: "s", user: "somebody"),
      ], granted: manifests)
    let unseen = (usage.unseen ?? []).map { grant in
      "\(grant.title) \(grant.isUndetermined) \(Self.phrases(grant.rules))"
    }
    #expect(
      unseen == [
        #"ClusterRole 'r' rule 1 false ["list on pods (core) in namespace x"]"#,
        #"ClusterRole 'r' rule 1 true ["watch on pods (core) in namespace x"]"#,
        #"ClusterRole 'r' rule 2 false ["get on secrets (core) in namespace x"]"#,
        #"ClusterRole 'r' rule 3 true ["get on /metrics"]"#,
      ])
  }
}
