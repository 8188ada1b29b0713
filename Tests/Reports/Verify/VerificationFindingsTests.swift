// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Manifests
import RBAC
import Reports
import Testing

struct VerificationFindingsTests {
  private static let place = SourceRange.startOf(file: "role.yaml")

  private static func section(failing: Set<String> = []) -> FindingReport.Section {
    VerificationFindings(SampleResults.verification, failing: failing, place: place)
      .section(target: "east")
  }

  private static func findings(of rule: String) -> [Finding] {
    section().findings.filter { $0.rule == rule }
  }

  @Test func whatAnActionLacksIsAFindingForEachRequest() throws {
    let missing = Self.findings(of: "missing-for-action")
    #expect(
      missing.map(\.message) == [
        "delete:pod needs delete on pods (core)",
        "scale:deployment needs patch on deployments/scale (apps)",
      ])
    #expect(missing.allSatisfy { $0.range == Self.place && $0.severity == .error })
    #expect(
      missing.first?.notes.map(\.message)
        == ["apiGroups 'core' is not the core group, which is written \"\""])
  }

  @Test func anActionThatHasAPartIsPartial() throws {
    let partial = Self.findings(of: "partial-for-action")
    #expect(
      Set(partial.map(\.message)) == [
        "rollback:deployment needs get on deployments (apps)",
        "rollback:deployment needs list on replicasets (apps)",
      ])
    // The notes are about the action, and stand at its first finding only.
    #expect(partial.count { !$0.notes.isEmpty } == 1)
  }

  @Test func whatIsTooMuchStandsWhereItIsGranted() throws {
    let excess = Self.findings(of: "excess-for-actions")
    let secrets = try #require(excess.first { $0.message.contains("secrets") })
    #expect(secrets.message == "no action of the set needs get on secrets (core)")
    #expect(secrets.severity == .warning)
    #expect(secrets.range?.file == "rbac.yaml" && secrets.range?.start.line == 8)
    #expect(secrets.notes.map(\.message) == ["also ClusterRole 'more' rule 1"])
    #expect(secrets.object == nil, "two roles grant it")
    let token = try #require(excess.first { $0.message.contains("token") })
    #expect(token.object?.name == "more" && token.object?.kind == "ClusterRole")
    #expect(token.notes.isEmpty)
  }

  @Test func whatIsInertSaysWhy() {
    #expect(
      Set(Self.findings(of: "inert-grant").map(\.message)) == [
        "get on pod (core) grants nothing: there is no resource 'pod' in the core group (\"\"); "
          + "did you mean 'pods'?",
        "delete on pods (core) grants nothing: the core group is written \"\", not 'core'",
      ])
  }

  @Test func routesAreFindingsAtTheirGrants() throws {
    let forbidden = Self.findings(of: "forbidden-action")
    #expect(
      forbidden.map(\.message)
        == ["scale:deployment is possible: patch the deployment itself"])
    #expect(forbidden.map(\.severity) == [.error])
    #expect(forbidden.first?.range?.start.line == 7)
    let escalations = Self.findings(of: "escalation-route")
    let message =
      "the account can come to every request, as cluster-admin has it: by the route token-creation"
    #expect(escalations.count == 1)
    #expect(escalations.allSatisfy { $0.message.hasPrefix(message) })
    #expect(escalations.map(\.severity) == [.warning])
  }

  @Test func whatIsOpenOrTooNewIsNoError() {
    #expect(
      Self.findings(of: "undetermined-for-action").map(\.message)
        == ["nobody can tell whether cordon:node is possible"])
    #expect(
      Self.findings(of: "unsupported-action").map(\.message)
        == ["exec:pod is not in this version of the agent"])
    for rule in ["undetermined-for-action", "unsupported-action"] {
      #expect(Self.findings(of: rule).map(\.severity) == [.warning])
    }
  }

  @Test func whatMakesTheRunFailIsAnError() {
    let failing = Self.section(failing: ["excess-for-actions"]).findings
    #expect(failing.filter { $0.rule == "excess-for-actions" }.allSatisfy { $0.severity == .error })
    #expect(failing.contains { $0.rule == "inert-grant" && $0.severity == .warning })
  }

  @Test func theSectionSaysWhatPassedAndWhatIsOpen() {
    #expect(Self.section().target == "east")
    #expect(Self.section().passed == [])
    #expect(Self.section().undetermined.map(\.message) == ["cordon:node: no value says it"])
    let set = SampleResults.manifests(SampleResults.bound(["delete - pods"]))
    let clean = VerificationFindings(
      SampleResults.verify(["delete:pod"], by: SampleResults.access(set)), failing: [],
      place: nil)
    #expect(clean.section().findings.isEmpty && clean.section().passed == ["delete:pod"])
  }

  @Test func whatIsWrongWithTheManifestsIsThereToo() {
    let diagnostic = Diagnostic(.error, "yaml-syntax", "it ends too soon", at: Self.place)
    let section = VerificationFindings(SampleResults.verification, failing: [], place: nil)
      .section(diagnostics: [diagnostic])
    #expect(section.findings.contains { $0.message == "it ends too soon" })
  }
}
