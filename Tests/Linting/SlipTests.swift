// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import KubernetesAPI
import Linting
import Testing

/// Slips that servers accept without a word, and words that only look like slips.
struct SlipTests {
  private func findings(_ rules: String) throws -> [Finding] {
    let example = LintExample.rules(rules)
    return try Sample.findings(in: example.text, like: example)
  }

  private func rule(_ group: String, _ resource: String, _ verb: String) -> String {
    """
    - apiGroups: ["\(group)"]
      resources: ["\(resource)"]
      verbs: ["\(verb)"]
    """
  }

  @Test(arguments: [
    ("", "namespaces", "skip-checks"), ("apps", "deployments", "rollback-approved"),
    ("", "pods", "delegate"), ("batch", "jobs", "match"),
    ("storage.k8s.io", "storageclasses", "use"),
    ("example.com", "widgets", "approve"),
  ])
  func aVerbOfOnesOwnIsANoteAtMost(group: String, resource: String, verb: String) throws {
    let found = try findings(rule(group, resource, verb))
    #expect(found.allSatisfy { $0.rule == "custom-verb" && $0.severity == .note })
  }

  @Test(arguments: ["craete", "udpate", "wacth", "lst", "pdate", "Delete", "get,list", "get list"])
  func aSlipOfAVerbIsOneWhateverTheGroup(verb: String) throws {
    for group in ["", "example.com"] {
      let resource = group.isEmpty ? "pods" : "widgets"
      let found = try findings(rule(group, resource, verb))
      #expect(found.map(\.rule) == ["unknown-verb"], "\(group) \(Sample.list(found))")
      #expect(found.first?.severity == .error)
    }
  }

  @Test func aVerbOfADeclaredResourceIsItsOwn() throws {
    let example = LintExample(
      LintExample.rules(rule("example.com", "widgets", "bind")).marked + """
        ---
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: widgets.example.com}
        spec:
          group: example.com
          scope: Namespaced
          names: {kind: Widget, plural: widgets, singular: widget}
          versions:
          - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}

        """)
    #expect(try Sample.findings(in: example.text, like: example).isEmpty)
  }

  @Test(arguments: [
    ("apps,batch", "malformed-group"), ("apps batch", "malformed-group"),
    ("*.example.com", "malformed-group"), ("example.com/v1", "malformed-group"),
    ("Example.com", "malformed-group"), ("deployments.apps", "wrong-api-group"),
  ])
  func aGroupThatCannotBeIsFound(group: String, id: String) throws {
    let resource = id == "malformed-group" ? "widgets" : "deployments"
    let found = try findings(rule(group, resource, "get"))
    #expect(found.map(\.rule) == [id])
    #expect(found.first?.severity == .error)
  }

  @Test(arguments: ["widgets,gadgets", "widgets gadgets", "Widget"])
  func aResourceThatCannotBeIsFoundInEveryGroup(resource: String) throws {
    for verb in ["get", "*"] {
      let found = try findings(rule("example.com", resource, verb))
      #expect(found.map(\.rule) == ["unknown-resource"], "\(verb) \(Sample.list(found))")
    }
  }

  @Test func everyVerbOnASingularIsDeadToo() throws {
    #expect(try findings(rule("", "configmap", "*")).map(\.rule) == ["unknown-resource"])
  }

  @Test(arguments: [
    ("widgets.example.com", "widgets", true), ("widgets.example.com", "gadgets", false),
    ("operators.coreos.com", "operators", false),
  ])
  func aResourceInTheGroupIsNoted(group: String, resource: String, isFound: Bool) throws {
    let found = try findings(rule(group, resource, "get"))
    #expect(found.map(\.rule) == (isFound ? ["wrong-api-group"] : []))
    #expect(found.allSatisfy { $0.severity == .note })
  }

  @Test(arguments: [
    ("User", "system:serviceaccounts:agents:example", true),
    ("User", "system:serviceaccount:agents/example", true),
    ("User", "system:service-account:agents:example", true),
    ("User", "serviceaccount:agents:example", true), ("User", "system:serviceaccounts", true),
    ("Group", "system:serviceaccounts:agents:example", true),
    ("Group", "system:serviceaccount:agents", true),
    ("Group", "system:serviceaccounts:agents", false),
    ("User", "system:kube-scheduler", false), ("User", "jane", false),
    ("User", "oidc:service:account", false),
  ])
  func aNameThatNoAccountHasIsNobodys(kind: String, name: String, isNobody: Bool) throws {
    let example = LintExample.subjects(
      """
      - apiGroup: rbac.authorization.k8s.io
        kind: \(kind)
        name: \(name)
      """)
    let found = try Sample.findings(in: example.text, like: example)
    #expect(found.contains { $0.rule == "service-account-as-user" } == isNobody)
    #expect(!(isNobody && found.contains { $0.rule == "system-group" }))
  }

  @Test(arguments: [
    ("create, get", "leases", "coordination.k8s.io", Diagnostic.Severity.error),
    ("create, update", "leases", "coordination.k8s.io", .warning),
    ("create, update", "configmaps", "", .error), ("create, patch", "configmaps", "", .warning),
    ("create, update", "widgets", "example.com", .error),
  ])
  func aNamedCreateIsAskedForByWhatCreatesUnderAName(
    verbs: String, resource: String, group: String, severity: Diagnostic.Severity
  ) throws {
    let found = try findings(
      """
      - apiGroups: ["\(group)"]
        resources: [\(resource)]
        resourceNames: [example]
        verbs: [\(verbs)]
      """)
    #expect(found.first { $0.rule == "named-create" }?.severity == severity)
  }
}
