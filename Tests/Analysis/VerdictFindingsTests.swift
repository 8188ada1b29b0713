// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import KubernetesAPI
import Manifests
import RBAC
import Testing
import YAMLSyntax

struct VerdictFindingsTests {
  /// What bound rules (a list, written at the left margin) come to for actions.
  private static func verification(
    of rules: String, for actions: [String], unsupported: [String] = []
  ) throws -> Verification {
    let text = """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: agent}
      rules:
      \(rules)
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: agent}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: agent}
      subjects: [{kind: ServiceAccount, name: agent, namespace: own}]

      """
    var reader = ManifestReader(kubernetesMinor: APITable.newest.minor)
    reader.read(SourceText(name: "in.yaml", text: text))
    let set = reader.finish(inputs: "in.yaml")
    let catalog = Catalog.builtIn
    let context = NeedContext(
      kubernetes: APITable.newest, agentVersion: catalog.newestAgentVersion)
    let access = AgentAccess(
      of: set.boundServiceAccounts.first, in: set, defaults: DefaultObjects(), closedWorld: true)
    return Verifier(
      access: access, table: APITable.builtIn(APITable.newest), acceptsAlternatives: false
    ).verify(
      catalog.needs(of: try catalog.select(actions, agentVersion: nil), in: context),
      unsupported: try catalog.select(unsupported, agentVersion: nil), agent: "agent",
      versions: Verification.Versions(catalog: "1", kubernetes: "1", agent: "1"))
  }

  private static let jobs = """
    - apiGroups: [batch]
      resources: [jobs]
      verbs: [get]
    """

  @Test func nothingIsFoundWhereAllIsGranted() throws {
    let exact = try Self.verification(
      of: """
        - apiGroups: [apps]
          resources: [deployments/scale]
          verbs: [patch]
        """, for: ["scale:deployment"])
    #expect(VerdictFindings(.requests).findings(of: exact).isEmpty)
  }

  @Test func whatIsMissingIsAFindingForEachRequest() throws {
    let verification = try Self.verification(of: Self.jobs, for: ["rerun:job"])
    let findings = VerdictFindings(.requests, at: .startOf(file: "role.yaml"))
      .findings(of: verification.actions[0])
    #expect(
      findings.map(\.message) == [
        "rerun:job needs create on jobs (batch)", "rerun:job needs delete on jobs (batch)",
      ])
    #expect(findings.allSatisfy { $0.rule == "partial-for-action" && $0.severity == .error })
    #expect(findings.allSatisfy { $0.range?.file == "role.yaml" })
    #expect(findings[1].notes.isEmpty)
  }

  @Test func everyGrainNamesTheSameRule() throws {
    for (rules, actions, rule) in [
      (Self.jobs, ["rerun:job"], RuleDescription.partialForAction),
      (Self.jobs, ["delete:pod"], .missingForAction),
    ] {
      let action = try Self.verification(of: rules, for: actions).actions[0]
      let grains: [VerdictFindings.Grain] = [
        .requests, .actions, .switches(source: "values.yaml"),
      ]
      for grain in grains {
        let findings = VerdictFindings(grain).findings(of: action)
        #expect(!findings.isEmpty)
        #expect(findings.allSatisfy { $0.rule == rule.id && $0.severity == rule.severity })
      }
    }
  }

  @Test func anActionsFindingHasItsRequestsInOneMessage() throws {
    let action = try Self.verification(of: Self.jobs, for: ["rerun:job"]).actions[0]
    #expect(
      VerdictFindings(.actions).findings(of: action).map(\.message) == [
        "rerun:job needs create on jobs (batch); delete on jobs (batch)"
      ])
  }

  @Test func aSwitchsFindingHasItsRequestsAsNotes() throws {
    let verification = try Self.verification(of: Self.jobs, for: ["rerun:job", "delete:pod"])
    let findings = verification.actions.flatMap {
      VerdictFindings(.switches(source: "values.yaml")).findings(of: $0)
    }
    #expect(
      findings.map(\.message) == [
        "delete:pod is on in values.yaml, and nothing that it needs is granted",
        "rerun:job is on in values.yaml, and only a part of what it needs is granted",
      ])
    #expect(
      findings[1].notes.map(\.message).prefix(2) == [
        "missing: create jobs.batch", "missing: delete jobs.batch",
      ])
  }

  @Test func aRuleThatFailsTheRunMakesErrors() throws {
    let verification = try Self.verification(
      of: Self.jobs, for: [], unsupported: ["scale:deployment"])
    let plain = VerdictFindings(.requests).findings(of: verification)
    #expect(plain.map(\.rule) == ["unsupported-action", "excess-for-actions"])
    #expect(plain.map(\.severity) == [.warning, .warning])
    let failing = VerdictFindings(.requests, failing: ["unsupported-action"])
      .findings(of: verification)
    #expect(failing.map(\.severity) == [.error, .warning])
  }

  @Test func excessIsShownAtTheFirstRuleThatGrantsIt() throws {
    let verification = try Self.verification(of: "\(Self.jobs)\n\(Self.jobs)", for: [])
    let finding = VerdictFindings(.requests).finding(of: try #require(verification.excess.first))
    #expect(finding.message == "no action of the set needs get on jobs (batch)")
    #expect(finding.range?.start.line == 5)
    #expect(finding.notes.map(\.message) == ["also ClusterRole 'agent' rule 2"])
    #expect(finding.object == nil)
  }

  @Test func aGrantOfOneRuleIsAboutItsRole() throws {
    let verification = try Self.verification(
      of: """
        - apiGroups: [core]
          resources: [pods]
          verbs: [delete]
        """, for: [])
    let finding = VerdictFindings(.requests).finding(of: try #require(verification.inert.first))
    #expect(finding.rule == "inert-grant")
    #expect(
      finding.object
        == Finding.Object(
          apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", namespace: "",
          name: "agent"))
  }
}
