// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import Manifests
import RBAC
import TestSupport
import Testing

@testable import Analysis

/// What rules come to, in words.
struct GrantRiskTests {
  private static let version = KubernetesVersion(minor: 36)

  private static func risk(_ rules: [PolicyRule], in scope: Scope) -> GrantRisk {
    GrantRisk(
      of: rules.map { ScopedRule(rule: $0, scope: scope) },
      defaults: DefaultObjects(version: version, creditsBindings: true),
      table: APITable.builtIn(version))
  }

  private static func risk(
    _ verb: String, _ resource: String, of group: String = "", named names: [String] = [],
    in scope: Scope = .namespace("shop")
  ) -> GrantRisk {
    risk(
      [
        PolicyRule(
          apiGroups: [group], resources: [resource], resourceNames: names, verbs: [verb])
      ], in: scope)
  }

  /// All routes but the one that is open to everybody, whatever is granted.
  @Test(arguments: RouteRegistry.all.map { $0.id }.filter { $0 != AnonymousRoute.id })
  func whatRoutesLeadToIsARisk(id: String) throws {
    let route = try #require(RouteRegistry.all.first { $0.id == id })
    let agent = User.serviceAccount(namespace: "agents", name: "agent")
    for example in route.flagged {
      let world = ReachWorld(
        RouteExample.shared + "---\n" + example.manifests, kubernetes: example.kubernetes)
      let risk = GrantRisk(
        of: agent, in: world.base,
        GoalRequests(Reach.clusterGoals, table: APITable.builtIn(world.version)))
      let level: GrantRisk.Level = example.goal == nil ? .influence : .escalation
      #expect(risk.level >= level, "\(risk.sentence) in\n\(example.manifests)")
      if example.goal == "cluster-admin" { #expect(risk.level == .everything) }
    }
  }

  @Test func aPatchOfDeploymentsIsEveryAccountAndSecretOfTheNamespace() {
    let risk = Self.risk("patch", "deployments", of: "apps")
    #expect(risk.level == .escalation)
    #expect(
      risk.sentence == "the service accounts in the namespace 'shop' and "
        + "what Secrets hold in the namespace 'shop' (by workload-writing)")
    #expect(risk.yields.allSatisfy { $0.certainty == .modelled })
  }

  @Test func aPatchOfDeploymentsEverywhereIsTheClusters() {
    let risk = Self.risk("patch", "deployments", of: "apps", in: .cluster)
    #expect(risk.level == .everything)
    #expect(risk.yields.count == 1)
    #expect(
      risk.sentence.hasPrefix("every request, as cluster-admin has it (by workload-writing, "))
  }

  @Test func whatRulesSayThemselvesHasNoRoute() {
    let risk = Self.risk("get", "secrets", named: ["a", "b"])
    #expect(risk.sentence == "what the Secrets 'a', 'b' hold in the namespace 'shop'")
    #expect(risk.yields.first?.certainty == .decided)
    let all = Self.risk("list", "secrets", in: .cluster)
    #expect(all.sentence.hasPrefix("reading the Secrets of every namespace"))
  }

  @Test func readingPodsIsNoMoreThanItSays() {
    let risk = Self.risk("get", "pods")
    #expect(risk.level == .none && risk.yields.isEmpty)
    #expect(risk.sentence == "no more than its rules say")
  }

  @Test func whatLeadsToNoGoalIsAnInfluence() {
    let risk = Self.risk("delete", "networkpolicies", of: "networking.k8s.io")
    #expect(risk.level == .influence)
    #expect(risk.sentence.hasSuffix("(by guard-removal)"))
  }

  @Test func everythingIsEverything() {
    let risk = Self.risk("*", "*", of: "*", in: .cluster)
    #expect(risk.sentence == "every request, as cluster-admin has it")
  }

  @Test func impersonationNamesWhom() {
    let rule = PolicyRule(
      apiGroups: [""], resources: ["users"], resourceNames: ["jane"], verbs: ["impersonate"])
    let risk = Self.risk([rule], in: .cluster)
    #expect(risk.sentence == "the users 'jane' (by impersonation)")
  }
}
