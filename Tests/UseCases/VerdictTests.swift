// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import TestSupport
import Testing
import Tools
import UseCases

/// What was not granted is never called so, and what nobody knows is said.
struct VerdictTests {
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  private static let role = """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: agent}
    rules:
    - {apiGroups: [""], resources: [pods], verbs: [delete]}

    """

  private func verify(
    _ manifest: String, _ values: [OptionName: [String]], _ messages: StubMessages = StubMessages()
  ) throws -> VerifyResult {
    let file = try folder.write(manifest, to: "in.yaml")
    let outside = Outside.stub(messages: messages)
    return try Verify(
      VerifyRequest(Options(values, outside), files: [file], outside)
    ).run()
  }

  @Test(arguments: [
    (["exec:pod"], Verification.Verdict.unsupported), (["delete:pod,exec:pod"], .unsupported),
    (["delete:pod"], .granted), (["none"], .granted), (["scale:deployment,exec:pod"], .missing),
  ])
  func aSetThatTheAgentIsTooOldForIsUnsupported(
    actions: [String], verdict: Verification.Verdict
  ) throws {
    let result = try verify(Self.role, [.actions: actions, .agentVersion: ["0.1.150"]])
    #expect(result.verification.verdict == verdict)
    let outside = Outside.stub()
    let usual = try VerifyRequest(Options([:], outside), isAboutContexts: true, outside).failing
    #expect(result.exits(failing: usual).contains(.findings) == (verdict != .granted))
  }

  @Test(arguments: ["missing", "missing,excess", "any"])
  func whatFailsOnMissingFailsOnUnsupported(conditions: String) throws {
    let outside = Outside.stub()
    let options = try Options([.failOn: [conditions]], outside)
    #expect(try options.get(.failOn)?.contains(.unsupported) == true)
    #expect(try Options([.failOn: ["excess"]], outside).get(.failOn) == [.excess])
  }

  @Test(arguments: ["", " ", ",", " , "])
  func anEmptySetIsAWrongCommandLine(text: String) throws {
    let failure = #expect(throws: Failure.self) { try verify(Self.role, [.actions: [text]]) }
    #expect(failure?.exit == .usage)
  }

  @Test func anAgentThatNobodyKnowsIsNeverSilent() throws {
    let messages = StubMessages()
    _ = try verify(
      Self.role, [.actions: ["delete:pod"], .agentVersion: ["99.0.0"]], messages)
    #expect(messages.remarks.contains { $0.contains("99.0.0 is newer than the newest") })
    let file = try folder.write(Self.role, to: "in.yaml")
    let outside = Outside.stub()
    let options = try Options([.actions: ["delete:pod"]], outside)
    for target in [
      try UpgradeTarget(agent: "99.0.0"), try UpgradeTarget(chart: "k8s-watcher@9.9.9"),
    ] {
      let ready = try Ready(
        ReadyRequest(options, files: [file], target: target, outside)
      ).run()
      #expect(ready.readiness.verdict == .undetermined)
      #expect(ready.exits == [.undetermined])
    }
    let known = try Ready(
      ReadyRequest(
        options, files: [file],
        target: UpgradeTarget(agent: Catalog.builtIn.newestAgentVersion.description), outside)
    ).run()
    #expect(known.readiness.verdict == .ready)
  }

  @Test func aChartThatNobodyKnowsIsNeverSilent() throws {
    let messages = StubMessages()
    let outside = Outside.stub(messages: messages)
    let options = try Options(
      [.actions: ["delete:pod"], .dialect: ["k8s-watcher@9.9.9"]], outside)
    _ = try GenerateValues(GenerateRequest(options, GenerateArguments(), outside)).run()
    #expect(messages.remarks.contains { $0.contains("9.9.9 is newer than the newest") })
  }

  private static let account = """
    apiVersion: v1
    kind: ServiceAccount
    metadata: {name: agent, namespace: komodor}

    """

  @Test func withoutRBACObjectsNothingIsGrantedWhereThatIsAllThereIs() throws {
    let open = try verify(Self.account, [.actions: ["delete:pod"]])
    #expect(open.verification.verdict == .undetermined)
    let closed = try verify(
      Self.account, [.actions: ["delete:pod"], .closedWorld: ["true"]])
    #expect(closed.verification.verdict == .missing)
    let outside = Outside.stub(
      tools: StubTools.helm("---\n# Source: a/templates/a.yaml\n" + Self.account))
    let chart = try Options([.chart: ["vendor/a"], .actions: ["delete:pod"]], outside)
    #expect(try Verify(VerifyRequest(chart, outside)).run().verification.verdict == .missing)
  }

  @Test func aFolderWithoutKubernetesObjectsIsSaidToBeSo() throws {
    try folder.write("some notes\n", to: "empty/notes.txt")
    try folder.write("key: value\n", to: "empty/values.yaml")
    let messages = StubMessages()
    let outside = Outside.stub(messages: messages)
    let options = try Options([:], outside)
    let request = try LintRequest(options, files: [folder.path("empty")], outside)
    let report = try Lint(request).run()
    #expect(messages.remarks.contains { $0.hasPrefix("no Kubernetes objects in ") })
    #expect(report.exits(request.choice).isEmpty)
    #expect(report.exits(request.choice, requiresObjects: true) == [.unjudged])
    try folder.write(Self.account, to: "other/account.yaml")
    let other = try Lint(LintRequest(options, files: [folder.path("other")], outside)).run()
    #expect(other.exits(request.choice, requiresObjects: true).isEmpty)
  }
}
