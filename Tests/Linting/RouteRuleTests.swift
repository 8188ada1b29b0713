// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Linting
import Testing

/// What lint says of grants that lead further, and what `reach` follows, are one list.
struct RouteRuleTests {
  private static let rules = RuleRegistry.all.filter { !$0.routes.isEmpty }

  /// Routes that no lint rule is about.
  private static let withoutRule = [
    "anonymous": "the binding is what is wrong, of which anonymous-subject speaks",
    "bootstrap-token": "whoever has the grant mostly has it to create other Secrets",
    "conversion-webhook": "leads to no goal, and operators are for changing their CRDs",
    "node-writing": "leads to no goal, and agents are for changing nodes",
  ]

  /// Flagged examples of routes that only count together with what other rules do not speak of.
  private static let beyondRules = [
    "guard-removal", "pod-exec", "secret-reading", "token-secret",
  ]

  @Test func everyRouteHasARuleOrAReason() {
    let named = Set(Self.rules.flatMap { rule in rule.routes.map { $0.id } })
    for route in RouteRegistry.all {
      #expect(
        named.contains(route.id) != (Self.withoutRule[route.id] != nil),
        "\(route.id) is named by a rule, or has a reason")
    }
    let ids = Set(RouteRegistry.all.map { $0.id })
    #expect(ids.isSuperset(of: named) && ids.isSuperset(of: Self.withoutRule.keys))
  }

  @Test func everyRuleOfEscalationThatIsAboutGrantsNamesItsRoutes() {
    let silent = RuleRegistry.all.filter { $0.category == .escalation && $0.routes.isEmpty }
      .map { $0.id }
    #expect(silent == ["cluster-admin-binding", "empty-resource-name"])
    #expect(Self.rules.allSatisfy { $0.category == .escalation })
  }

  /// A rule that names a route finds one of the route's own examples.
  @Test(arguments: RouteRegistry.all.map { $0.id })
  func whatARouteFollowsIsFound(id: String) throws {
    let route = try #require(RouteRegistry.all.first { $0.id == id })
    let rules = Set(Self.rules.filter { $0.routes.contains { $0.id == id } }.map { $0.id })
    guard !rules.isEmpty, !Self.beyondRules.contains(id) else { return }
    for example in route.flagged {
      let text = RouteExample.shared + "---\n" + example.manifests
      let found = try Sample.findings(in: text, like: LintExample(text))
      #expect(
        found.contains { rules.contains($0.rule) },
        "none of \(rules.sorted()) in \(Sample.list(found)) of\n\(example.manifests)")
    }
  }

  private static func effective(_ rules: String, in namespace: String? = nil) throws -> [String] {
    let example = namespace.map { LintExample.bound(rules, in: $0) } ?? LintExample.rules(rules)
    return try Sample.findings(in: example.text, like: example)
      .filter { $0.rule == "effective-cluster-admin" }.map(\.message)
  }

  @Test func severalStepsAddUpToo() throws {
    let token = """
      - apiGroups: [""]
        resources: [serviceaccounts/token]
        verbs: [create]
      """
    #expect(try Self.effective(token).first?.contains("token-creation") == true)
    #expect(try Self.effective(token, in: "kube-system").count == 1)
    #expect(try Self.effective(token, in: "shop").isEmpty)
  }

  /// Pods everywhere lead to everything as well, which another rule says.
  @Test(arguments: [
    ("\"\"", "pods", "create"), ("apps", "deployments", "create, patch"),
    ("\"\"", "pods/exec", "create"), ("\"\"", "nodes/proxy", "get"),
    ("admissionregistration.k8s.io", "mutatingwebhookconfigurations", "create"),
  ])
  func whatNeedsAKubeletOrOthersIsNotReportedTwice(
    group: String, resource: String, verbs: String
  ) throws {
    let found = try Self.effective(
      """
      - apiGroups: [\(group)]
        resources: [\(resource)]
        verbs: [\(verbs)]
      """)
    #expect(found.isEmpty)
  }

  @Test func whatAGroupHasIsReportedOnceForAllOfIt() throws {
    let text = """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: raiser}
      rules:
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [clusterroles]
        verbs: [escalate, patch]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: raiser}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: raiser}
      subjects:
      - {apiGroup: rbac.authorization.k8s.io, kind: Group, name: "system:serviceaccounts:agents"}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: reader, namespace: agents}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
      subjects:
      - {kind: ServiceAccount, name: one, namespace: agents}
      """
    let found = try Sample.findings(in: text, like: LintExample(text))
      .filter { $0.rule == "effective-cluster-admin" }
    #expect(found.count == 1)
    #expect(found.first?.message.contains("role-writing") == true)
  }
}
