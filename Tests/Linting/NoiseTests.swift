// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Linting
import Testing

/// One cause is one finding, and what is done on purpose is none.
struct NoiseTests {
  private func findings(_ rules: String) throws -> [Finding] {
    let example = LintExample.rules(rules)
    return try Sample.findings(in: example.text, like: example)
  }

  @Test(arguments: [
    ("\"*\"", "\"*\"", "get, list, watch"),
    ("\"*\"", "\"*\"", "get, list, watch, create, update, patch, delete"),
    ("\"\"", "\"*\"", "\"*\""),
    ("\"*\"", "pods, pods/exec, secrets, nodes/proxy, configmaps, serviceaccounts", "\"*\""),
    ("rbac.authorization.k8s.io", "roles, clusterroles, clusterrolebindings", "\"*\""),
  ])
  func aRuleWithAWildcardHasThreeFindingsAtMost(
    groups: String, resources: String, verbs: String
  ) throws {
    let found = try findings(
      """
      - apiGroups: [\(groups)]
        resources: [\(resources)]
        verbs: [\(verbs)]
      """)
    // What several rules add up to is reported at the binding.
    let here = found.filter { $0.severity > .note && $0.rule != "effective-cluster-admin" }
    #expect((1...3).contains(here.count), "\(Sample.list(here))")
    #expect(here.contains { $0.severity == .error })
  }

  @Test func whatAWildcardOpensIsSaidWithIt() throws {
    let found = try findings(
      """
      - apiGroups: [""]
        resources: ["*"]
        verbs: [get, list]
      """)
    let broad = try #require(found.first { $0.rule == "wildcard-resource" })
    #expect(broad.severity == .error)
    #expect(broad.notes.contains { $0.message.contains("reads all secrets") })
    #expect(found.count == 1, "\(Sample.list(found))")
  }

  @Test func needlessRulesOfOneCauseAreOneFindingWithOneFix() throws {
    let example = LintExample.rules(
      """
      - apiGroups: [apps]
        resources: ["*"]
        verbs: [get, list]
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get]
      - apiGroups: [apps]
        resources: [statefulsets]
        resourceNames: [example]
        verbs: [get]
      - apiGroups: [apps]
        resources: [daemonsets]
        resourceNames: [example]
        verbs: [get, patch]
      """)
    let found = try Sample.findings(in: example.text, like: example)
      .filter { ["subsumed-rule", "redundant-names"].contains($0.rule) }
    #expect(found.map(\.message) == ["rules 2 and 3 add nothing: rule 1 grants all of them"])
    let fixed = try Sample.fixed(example.text, like: example)
    #expect(!fixed.contains("deployments") && !fixed.contains("statefulsets"))
    #expect(fixed.contains("daemonsets"))
  }

  @Test func needlessRulesOfTwoCausesAreTwoFindings() throws {
    let found = try findings(
      """
      - apiGroups: [apps]
        resources: ["*"]
        verbs: [get]
      - apiGroups: [batch]
        resources: [jobs, cronjobs]
        verbs: [get]
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get]
      - apiGroups: [batch]
        resources: [jobs]
        verbs: [get]
      """)
    #expect(found.filter { $0.rule == "subsumed-rule" }.count == 2)
  }

  @Test func verbsOfThePartsOfAResourceAreOneNote() throws {
    let found = try findings(
      """
      - apiGroups: [apps]
        resources: [deployments/status]
        verbs: [get, list, watch, create, delete]
      - apiGroups: [apps]
        resources: [statefulsets/scale, replicasets/scale]
        verbs: [get, list, update]
      - apiGroups: [batch]
        resources: [jobs/finalizers]
        verbs: [get, update]
      """
    ).filter { $0.rule == "unserved-verb" }
    #expect(found.map(\.severity) == [.note], "\(Sample.list(found))")
  }

  @Test func aResourceWithNoneOfItsVerbsIsAnErrorStill() throws {
    let found = try findings(
      """
      - apiGroups: [apps]
        resources: [deployments/scale]
        verbs: [list, watch]
      """)
    #expect(found.map(\.severity) == [.error])
  }

  @Test(arguments: [
    ("view", "example.com", "widgets", "get", nil as Diagnostic.Severity?),
    ("edit", "example.com", "widgets", "patch", nil), ("admin", "\"\"", "pods/exec", "create", nil),
    ("edit", "\"\"", "pods/ephemeralcontainers", "patch", .note),
    ("view", "example.com", "widgets", "patch", .warning),
    ("view", "\"\"", "secrets", "get", .warning),
  ])
  func aLabelledRoleIsALeakOnlyWhereItWidensTheDefaultOne(
    target: String, group: String, resource: String, verb: String, severity: Diagnostic.Severity?
  ) throws {
    let example = LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: example
        labels: {rbac.authorization.k8s.io/aggregate-to-\(target): "true"}
      rules:
      - apiGroups: [\(group)]
        resources: [\(resource)]
        verbs: [\(verb)]

      """)
    let found = try Sample.findings(in: example.text, like: example)
    #expect(found.first { $0.rule == "aggregation-leak" }?.severity == severity)
  }
}
