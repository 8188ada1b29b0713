// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import KubernetesAPI
import Linting
import Manifests
import TestSupport
import Testing
import Tools
import UseCases

/// Commands that answer from the same facts do not contradict each other.
struct ContradictionTests {
  private static let deletePods = #"{"apiGroups":[""],"resources":["pods"],"verbs":["delete"]}"#

  /// A chart of the agent's name that runs an agent which is too old for exec.
  private static let oldAgent = """
    ---
    # Source: k8s-watcher/templates/all.yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: agent, namespace: default}
    spec:
      template:
        spec:
          serviceAccountName: agent
          containers: [{name: agent, image: "registry.example/k8s-watcher:0.1.104"}]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: agent}
    rules:
    - {apiGroups: [""], resources: [pods], verbs: [delete]}
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: {name: agent}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: agent}
    subjects: [{kind: ServiceAccount, name: agent, namespace: default}]
    """

  @Test(arguments: ["99", "37"])
  func everyLiveCommandTakesTheNearestKnownVersionForAServerThatIsNewer(minor: String) throws {
    var cluster = StubCluster.agent(rules: Self.deletePods)
    cluster.version = minor
    let outside = Outside.stub(tools: cluster.tools)
    let options = try Options([.live: ["true"], .actions: ["delete:pod"]], outside)
    let newest = APITable.newest.description
    let verified = try Verify(VerifyRequest(options, outside)).run()
    #expect(verified.verification.versions.kubernetes == newest)
    let ready = try Ready(ReadyRequest(options, target: UpgradeTarget(), outside)).run()
    #expect(ready.readiness.from.kubernetes == newest)
    #expect(ready.readiness.verdict == .ready)
    let proof = try Prove(ProveRequest(options, isPlan: true, outside)).run()
    #expect(proof.kubernetes == newest)
    let says = { (notes: [Diagnostic.Note]) in
      notes.contains { $0.message.contains("1.\(minor) is not in the table") }
    }
    #expect(says(ready.readiness.notes) == (minor == "99"))
    #expect(says(verified.cluster?.notes ?? []) == (minor == "99"))
  }

  @Test func verifyAndLintJudgeTheAgentThatTheChartInstalls() throws {
    let outside = Outside.stub(tools: StubTools.helm(Self.oldAgent))
    let options = try Options(
      [.chart: ["vendor/k8s-watcher"], .actions: ["exec:pod"], .capabilities: ["none"]], outside)
    let verified = try Verify(VerifyRequest(options, outside)).run()
    #expect(verified.verification.actions.map(\.verdict) == [.unsupported])
    let linted = try Lint(LintRequest(options, outside)).run()
    #expect(!linted.findings.contains { $0.rule == "missing-for-action" })
    #expect(!linted.findings.contains { $0.rule == "partial-for-action" })
    let newer = try Options(
      [.chart: ["vendor/k8s-watcher"], .actions: ["exec:pod"], .agentVersion: ["0.2.100"]],
      outside)
    let named = try Lint(LintRequest(newer, outside)).run()
    #expect(named.findings.contains { $0.rule == "missing-for-action" })
  }

  @Test func proveAndVerifyChangeTheSetThatIsFoundAlike() throws {
    var cluster = StubCluster.agent(rules: Self.deletePods)
    let environment = ["ROLEFIT_ENABLE": "delete:pod", "ROLEFIT_LIVE": "true"]
    for configuration in [nil, "actions: {}"] {
      if let configuration { cluster.configure(configuration) }
      let outside = Outside.stub(tools: cluster.tools, environment: environment)
      let options = try Options([:], outside)
      let proof = try Prove(ProveRequest(options, isPlan: true, outside)).run()
      let verified = try Verify(VerifyRequest(options, outside)).run()
      #expect(proof.actions.map(\.id).contains("delete:pod"))
      #expect(proof.actions.map(\.id) == verified.verification.actions.map(\.id))
    }
  }

  @Test(arguments: [
    ([OptionName.namespace: ["agents"]], [:]), ([:], ["ROLEFIT_NAMESPACE": "agents"]),
  ])
  func proveKnowsTheAgentsNamespaceFromEverySource(
    named: [OptionName: [String]], environment: [String: String]
  ) throws {
    let outside = Outside.stub(environment: environment)
    let options = try Options(
      named.merging([.actions: ["delete:pod"]]) { first, _ in first }, outside)
    let proof = try Prove(ProveRequest(options, isPlan: true, outside)).run()
    #expect(proof.subject == "agents:k8s-watcher")
  }

  @Test func aChartIsRenderedOnceAndOpenedOnce() throws {
    let tools = StubTools.helm(Self.oldAgent)
    let outside = Outside.stub(tools: tools)
    let options = try Options(
      [.chart: ["vendor/k8s-watcher"], .actions: ["delete:pod"]], outside)
    _ = try Verify(VerifyRequest(options, outside)).run()
    #expect(tools.calls.map(\.program) == ["helm"])
  }

  @Test func whatMayNotBeReadIsToldByItsTypeAndNotByItsText() throws {
    var cluster = StubCluster.agent(rules: Self.deletePods)
    cluster.forbidden = ["/api/v1/namespaces/komodor/configmaps/k8s-watcher-config"]
    let outside = Outside.stub(tools: cluster.tools)
    let options = try Options([.live: ["true"]], outside)
    let refused = #expect(throws: Failure.self) {
      try Verify(VerifyRequest(options, outside)).run()
    }
    #expect(refused?.exit == .undetermined)
    let nothing = Outside.stub(tools: StubCluster.agent(rules: Self.deletePods).tools)
    let unnamed = #expect(throws: Failure.self) {
      try Verify(VerifyRequest(Options([.live: ["true"]], nothing), nothing)).run()
    }
    #expect(unnamed?.exit == .undetermined)
  }
}
