// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import KubernetesAPI
import Linting
import Testing

/// What one rule of the linter calls dead, no other one calls dangerous.
struct ContradictionTests {
  private static let dangers: Set<RuleCategory> = [.escalation, .breadth]

  private func findings(_ rules: String, minor: Int = 36) throws -> [Finding] {
    let version = KubernetesVersion(minor: minor)
    let example = LintExample.rules(rules, versions: version...version)
    return try Sample.findings(in: example.text, like: example)
  }

  private func category(_ finding: Finding) -> RuleCategory? {
    RuleRegistry.rule(finding.rule)?.category
  }

  /// One role for each combination of a verb and a resource that any escalation is about.
  private static let roles: String = {
    let resources = [
      ("", "pods/exec"), ("", "pods/attach"), ("", "pods/portforward"), ("", "pods/proxy"),
      ("", "secrets"), ("", "nodes/proxy"), ("", "nodes/status"), ("", "pods/status"),
      ("", "configmaps"), ("", "namespaces"), ("", "persistentvolumes"), ("", "pods"),
      ("", "pods/ephemeralcontainers"), ("", "serviceaccounts/token"), ("", "serviceaccounts"),
      ("", "users"), ("", "groups"), ("", "*/exec"), ("", "*/proxy"), ("", "*/status"),
      ("apps", "deployments"), ("batch", "cronjobs"), ("authentication.k8s.io", "users"),
      ("authentication.k8s.io", "uids"), ("authentication.k8s.io", "userextras/team"),
      ("authentication.k8s.io", "nodes"), ("certificates.k8s.io", "signers"),
      ("certificates.k8s.io", "certificatesigningrequests/approval"),
      ("admissionregistration.k8s.io", "mutatingadmissionpolicies"),
      ("admissionregistration.k8s.io", "validatingadmissionpolicies"),
      ("apiregistration.k8s.io", "apiservices"), ("coordination.k8s.io", "leases"),
      ("rbac.authorization.k8s.io", "clusterroles"), ("rbac.authorization.k8s.io", "rolebindings"),
    ]
    let verbs = [
      "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "bind",
      "escalate", "impersonate", "impersonate:user-info", "impersonate:arbitrary-node", "approve",
      "sign", "use", "gte",
    ]
    var text = ""
    for (group, resource) in resources {
      for verb in verbs {
        for names in ["", "\n  resourceNames: [x]", "\n  resourceNames: [\"*\"]"] {
          text += """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: r\(text.utf8.count)}
            rules:
            - apiGroups: ["\(group)"]
              resources: ["\(resource)"]
              verbs: ["\(verb)"]\(names)
            ---

            """
        }
      }
    }
    return text
  }()

  @Test(arguments: [18, 24, 30, 34, 35, 36])
  func noRuleOfOneCombinationIsDeadAndDangerous(minor: Int) throws {
    let version = KubernetesVersion(minor: minor)
    let example = LintExample(Self.roles, versions: version...version)
    let found = try Sample.findings(in: Self.roles, like: example)
    let byRole = Dictionary(grouping: found) { $0.object?.name ?? "" }
    var dangers = 0
    for (_, findings) in byRole {
      let dead = findings.filter {
        category($0) == .inert && $0.severity > .note
          // A named list works with a field selector; one verb of a stream works for some clients.
          && !["named-list", "one-way-stream"].contains($0.rule)
      }
      let dangerous = findings.filter { category($0).map(Self.dangers.contains) ?? false }
      if !dangerous.isEmpty { dangers += 1 }
      #expect(dead.isEmpty || dangerous.isEmpty, "\(Sample.list(findings))")
    }
    #expect(dangers > 50)
  }

  @Test func aStreamOpenedByGetAloneIsNoExecFrom135On() throws {
    for resource in ["pods/exec", "\"*/attach\"", "\"*\""] {
      let rules = """
        - apiGroups: [""]
          resources: [\(resource)]
          verbs: [get, list]
        """
      #expect(!(try findings(rules, minor: 35)).contains { $0.rule == "pod-exec" })
    }
  }

  @Test func theOtherVerbMayComeFromAnotherRule() throws {
    let found = try findings(
      """
      - apiGroups: [""]
        resources: [pods/exec]
        verbs: [get]
      - apiGroups: [""]
        resources: ["*/exec"]
        verbs: [create]
      """)
    #expect(found.filter { $0.rule == "pod-exec" }.count == 2)
    #expect(!found.contains { $0.rule == "one-way-stream" })
  }

  @Test(arguments: [
    ("/version*x", "get"), ("version", "get"), ("/version", "list"), ("/version,/healthz", "get"),
  ])
  func aPathThatIsNeverAskedForIsNobodys(url: String, verb: String) throws {
    let found = try findings(
      """
      - nonResourceURLs: ["\(url)"]
        verbs: [\(verb)]
      """)
    #expect(found.contains { category($0) == .inert && $0.severity == .error })
    #expect(!found.contains { $0.rule == "granted-to-everyone" })
  }

  @Test func aWildcardOverWhatIsGoneIsNotBroad() throws {
    let found = try findings(
      """
      - apiGroups: ["*"]
        resources: [podsecuritypolicies]
        verbs: [get]
      - apiGroups: [apps/v1]
        resources: ["*"]
        verbs: [get]
      - apiGroups: [""]
        resources: ["pods/*"]
        verbs: ["*"]
      - nonResourceURLs: ["*"]
        verbs: [list]
      """)
    #expect(found.allSatisfy { category($0) == .inert }, "\(Sample.list(found))")
    #expect(Set(found.compactMap(\.range?.start.line)).count == 4)
  }

  @Test func theEmptyNameMatchesACreate() throws {
    let ids = try findings(
      """
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames: [""]
        verbs: [create, deletecollection]
      """
    ).map(\.rule)
    #expect(ids.contains("empty-resource-name"))
    #expect(!ids.contains("named-create"))
    #expect(!ids.contains("named-collection-deletion"))
  }
}
