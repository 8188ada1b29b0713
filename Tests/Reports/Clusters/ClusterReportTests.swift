// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Manifests
import Reports
import TestSupport
import Testing
import YAMLSyntax

struct ClusterReportTests {
  private static let cluster = ClusterVerification(
    context: "ea|st", serverVersion: "1.33", deployment: "Deployment 'own/ferry'",
    image: "registry.example/tools/ferry:3.0.0", accountExists: true,
    setSource: "the values of release 'boat'", unsaid: ["exec:pod"],
    notes: [Diagnostic.Note("the events were not read")],
    disagreements: [Diagnostic.Note("the API server allows more")], reviewed: 7,
    fixes: [
      ClusterVerification.Fix(
        object: "ClusterRole 'agent'",
        owner: ObjectOwner(kind: .helmRelease, namespace: "own", name: "boat")),
      ClusterVerification.Fix(object: "ClusterRoleBinding 'agent'", owner: nil),
    ], verification: SampleResults.verification)

  private static let report = ClusterReport(
    cluster, possible: SampleResults.verification.actions,
    escalations: SampleResults.verification.escalations)

  private static func quiet(unbound: (role: String, command: [String])?) -> ClusterVerification {
    let set = SampleResults.manifests(SampleResults.bound(["get - nodes"]))
    return ClusterVerification(
      context: nil, serverVersion: "1.33", deployment: nil, image: nil, accountExists: false,
      setSource: "--actions", unbound: unbound,
      verification: SampleResults.verify(
        ["delete:pod", "cordon:node"], by: SampleResults.access(set)))
  }

  @Test func aReportIsAsRecorded() throws {
    try Golden.expect(Self.report.markdown, named: "Reports/Clusters/page.md")
    try Golden.expect(
      JSONEmitter.document(Self.report.json), named: "Reports/Clusters/page.json")
    try Golden.expect(
      PageContent.of(ClusterReportHTML([Self.report]).text), named: "Reports/Clusters/page.html")
    try Golden.expect(
      ClusterVerificationText(Self.cluster, style: .plain).text,
      named: "Reports/Clusters/verify.txt")
    try Golden.expect(
      ClusterVerificationMarkdown(Self.cluster).text, named: "Reports/Clusters/verify.md")
    try Golden.expect(
      JSONEmitter.document(ClusterVerificationJSON.value(Self.cluster)),
      named: "Reports/Clusters/verify.json")
  }

  @Test func everyActionIsInItsOwnPartOfThePage() throws {
    let json = try JSON(parsing: JSONEmitter.document(Self.report.json))
    func ids(_ key: String) -> [JSON] { json[key].array.map { $0["id"] } }
    #expect(ids("can") == [])
    #expect(
      Set(ids("cannot")) == [
        "cordon:node", "delete:pod", "exec:pod", "rollback:deployment", "scale:deployment",
      ])
    #expect(json["cannot"].array.allSatisfy { $0["switchedOn"] == true })
    let rollback = json["cannot"].array.first { $0["id"] == "rollback:deployment" }
    #expect(
      rollback?["evidence"] == [
        "patch on deployments (apps): ClusterRoleBinding 'agent' gives ClusterRole 'agent' rule 2"
      ])
    #expect(rollback?["lacks"].array.count == 2)
    #expect(json["reaches"].array.count == 1)
    #expect(json["cluster"]["context"] == "ea|st" && json["cluster"]["reviewed"] == 7)
    #expect(json["cluster"]["fixes"][1]["owner"] == nil)
    #expect(json["cluster"]["fixes"][0]["owner"]["name"] == "boat")
  }

  @Test func aRoleThatMustOnlyBeBoundIsSaidInsteadOfRules() throws {
    let command = ["kubectl", "create", "clusterrolebinding", "x", "--clusterrole", "it's"]
    let unbound = Self.quiet(unbound: (role: "ClusterRole 'x'", command: command))
    let text = ClusterVerificationText(unbound, style: .plain).text
    #expect(text.contains("ClusterRole 'x' has all that is missing: it must only be bound"))
    #expect(text.contains("\n  kubectl create clusterrolebinding x --clusterrole 'it'\\''s'\n"))
    #expect(!text.contains("\nadd:\n"))
    let bare = ClusterVerificationText(Self.quiet(unbound: nil), style: .plain).text
    #expect(bare.contains("\nadd:\n"))
    #expect(bare.contains("service account: own:agent (does not exist)\n"))
    #expect(bare.hasPrefix("cluster: the current context, Kubernetes 1.33\nagent: ferry 3.0.0\n"))
  }

  @Test func whatAllThatIsMissingHasInCommonIsSaidOnce() {
    var report = Self.quiet(unbound: nil)
    report.verification.withholdAll(because: "the account is not there")
    #expect(report.causes == ["the account is not there"])
    let text = ClusterVerificationText(report, style: .plain).text
    #expect(text.contains("cause: the account is not there\n"))
    #expect(text.split(separator: "\n").count { $0.contains("the account is not there") } == 1)
  }

  @Test func excessLooksLikeAWarningAndTheVerdictIsAlone() {
    let coloured = ClusterVerificationText(Self.cluster, style: .coloured).text
    #expect(coloured.contains("\u{1B}[33mexcess\u{1B}[0m: granted"))
    #expect(coloured.contains("verdict: \u{1B}[31mmissing\u{1B}[0m: \u{1B}[31m0 of 5\u{1B}[0m"))
    let quiet = ClusterVerificationText(Self.cluster, style: .plain, detail: .quiet).text
    #expect(quiet.contains(": verdict: missing: 0 of 5 actions granted"))
    #expect(quiet.split(separator: "\n").count == 1)
  }

  @Test func whatIsNotAsItIsMeantStandsFirst() throws {
    let access = SampleResults.access(
      SampleResults.manifests(SampleResults.bound(["delete - pods"])))
    let cluster = ClusterVerification(
      context: nil, serverVersion: "1.33", deployment: nil, image: nil, accountExists: true,
      setSource: "--actions", verification: SampleResults.verify(["cordon:node"], by: access))
    let report = ClusterReport(
      cluster,
      possible: SampleResults.verify(
        ["cordon:node", "delete:pod", "scale:deployment"], by: access
      ).actions, escalations: [])
    let page = report.markdown
    let titles = page.split(separator: "\n").filter { $0.hasPrefix("## ") }
    #expect(
      titles.prefix(2) == [
        "## What it can do though it is not switched on", "## What is switched on and refused",
      ])
    #expect(titles.last == "## What the agent cannot do")
    #expect(page.contains("<details><summary>1 action</summary>\n\n- Scale a deployment"))
    #expect(page.contains("0 are granted. 1 more is possible though not switched on."))
  }
}
