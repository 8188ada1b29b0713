// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import Reports
import TestSupport
import Testing
import YAMLSyntax

struct ReadinessReportTests {
  @Test(arguments: SampleReadiness.all.indices)
  func aReportIsAsRecorded(index: Int) throws {
    let (name, readiness) = SampleReadiness.all[index]
    try Golden.expect(
      ReadinessText(readiness, style: .plain).text, named: "Reports/Ready/\(name).txt")
    try Golden.expect(
      JSONEmitter.document(ReadinessJSON.value(readiness)), named: "Reports/Ready/\(name).json")
    try Golden.expect(ReadinessMarkdown(readiness).text, named: "Reports/Ready/\(name).md")
    try Golden.expect(
      PageContent.of(ReadinessHTML(readiness).text), named: "Reports/Ready/\(name).html")
  }

  @Test func everyFormatSaysTheVerdictAndEveryObstacle() throws {
    let readiness = SampleReadiness.notReady
    #expect(readiness.obstacles.count == 3)
    let text = ReadinessText(readiness, style: .plain).text
    let markdown = ReadinessMarkdown(readiness).text
    let last = text.split(separator: "\n").first { $0.hasPrefix("verdict: ") }
    let all = readiness.obstacles.joined(separator: "; ")
    #expect(last == "verdict: not ready: \(all)")
    #expect(markdown.hasPrefix("## Upgrade of ferry: not ready: \(all)\n"))
    let json = try JSON(parsing: JSONEmitter.document(ReadinessJSON.value(readiness)))
    #expect(json["verdict"] == "not-ready" && json["ready"] == false)
    #expect(json["obstacles"].array.compactMap(\.string) == readiness.obstacles)
  }

  @Test func theJSONSaysWhatIsMissingAndWhatToDo() throws {
    let json = try JSON(
      parsing: JSONEmitter.document(ReadinessJSON.value(SampleReadiness.notReady)))
    #expect(json["schemaVersion"] == 1)
    #expect(json["switchedOn"] == ["exec:pod", "scale:deployment"])
    #expect(json["switchedOff"] == ["read:settings"])
    let exec: JSON = ["apiGroups": [""], "resources": ["pods/exec"], "verbs": ["create"]]
    #expect(json["missingRules"] == [exec])
    #expect(json["newNeeds"][0]["rule"] == exec && json["newNeeds"][0]["granted"] == false)
    #expect(json["newNeeds"][1]["granted"] == true)
    #expect(json["newNeeds"][1]["actions"] == ["scale:deployment"])
    #expect(json["droppedRules"][0]["resources"] == ["configmaps"])
    #expect(json["inert"][0]["rule"]["resources"] == ["podsecuritypolicies"])
    #expect(json["values"].array.map { $0["change"] } == ["renamed", "default"])
    #expect(json["roleRefs"][0]["old"] == ["kind": "ClusterRole", "name": "agent"])
    #expect(json["roleRefs"][0]["file"] == "new.yaml")
    #expect(json["rights"].array.map { $0["answer"] } == ["refused", "refused"])
    #expect(json["steps"].array.count == 2 && json["upgrade"].array.count == 1)
  }

  @Test func whatIsNotKnownIsNeverCalledGranted() throws {
    let readiness = SampleReadiness.undetermined
    let json = try JSON(parsing: JSONEmitter.document(ReadinessJSON.value(readiness)))
    #expect(json["verdict"] == "undetermined")
    #expect(json["newNeeds"].array.map { $0["granted"] } == [false])
    let line = "create on pods/exec (core): undetermined (exec:pod)"
    #expect(ReadinessText(readiness, style: .plain).text.contains("  \(line)\n"))
    #expect(ReadinessMarkdown(readiness).text.contains("- \(line)\n"))
  }

  /// What is pasted into a shell must be what was meant, whatever a name holds.
  @Test func theFenceIsLongerThanAnyInTheCommands() {
    var readiness = SampleReadiness.ready
    readiness.steps = [Readiness.Step("do it", command: "echo '````'")]
    let text = ReadinessMarkdown(readiness).text
    #expect(text.contains("`````sh\n# 1. do it\necho '````'\n`````\n"))
  }

  @Test func theColoursAreAllThatAStyleAdds() {
    let readiness = SampleReadiness.notReady
    let coloured = ReadinessText(readiness, style: .coloured).text
    let bare = coloured.replacing(/\u{1B}\[[0-9]+m/, with: "")
    #expect(coloured != bare)
    #expect(bare == ReadinessText(readiness, style: .plain).text)
  }
}

struct ReadinessFindingsTests {
  private static let findings = ReadinessFindings.findings(SampleReadiness.notReady)

  private static func messages(_ rule: String) -> [String] {
    findings.filter { $0.rule == rule }.map(\.message)
  }

  @Test func everyReasonIsAFindingOfItsOwn() {
    #expect(
      Self.messages("missing-for-action") == ["exec:pod needs create on pods/exec (core)"])
    #expect(
      Self.messages("immutable-role-ref") == [
        "RoleBinding 'shop/own' refers to ClusterRole 'agent', and is to refer to ClusterRole "
          + "'other': the API server lets no roleRef be changed"
      ])
    #expect(
      Self.messages("inert-grant") == [
        "list on podsecuritypolicies (policy): of no use in Kubernetes 1.25: podsecuritypolicies "
          + "in 'policy' was removed in Kubernetes 1.25"
      ])
    #expect(
      Self.messages("value-gone") == [
        "actions.delete is gone: actions.pods took its place",
        "actions.scale is on by default, and was off",
      ])
    #expect(
      Self.messages("may-not-grant")
        == Array(
          repeating: "the user 'jane' may not add what is missing to ClusterRole 'agent'",
          count: 2))
    #expect(Self.findings.count == 7)
  }

  @Test func aFindingStandsWhereItWasWritten() throws {
    let inert = try #require(Self.findings.first { $0.rule == "inert-grant" })
    #expect(inert.range?.file == "rbac.yaml" && inert.range?.start.line == 8)
    let binding = try #require(Self.findings.first { $0.rule == "immutable-role-ref" })
    #expect(binding.range?.file == "new.yaml" && binding.severity == .error)
  }

  @Test func everyRuleIsDescribedAndNothingIsFoundWhereItIsReady() {
    let described = Set(ReadinessFindings.rules.map(\.id))
    #expect(Set(Self.findings.map(\.rule)).isSubset(of: described))
    #expect(ReadinessFindings.findings(SampleReadiness.ready).isEmpty)
  }
}
