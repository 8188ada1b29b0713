// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import KubernetesAPI
import Manifests
import RBAC
import Reports
import TestSupport
import Testing

struct RoleDiffReportTests {
  private static let old = SampleResults.manifests(
    SampleResults.bound(["delete - pods", "get - secrets"])
      + RBACText.binding("gone", in: "shop", role: "agent", ["User ja|ne"]), name: "old.yaml")
  private static let new = SampleResults.manifests(
    SampleResults.bound(["delete - pods", "patch apps deployments/scale"]), name: "new.yaml")
  private static let bareOld = SampleResults.manifests(
    RBACText.role("agent", ["get - pods"]), name: "old.yaml")
  private static let bareNew = SampleResults.manifests(
    RBACText.role("agent", ["list - pods"]), name: "new.yaml")

  private static let idle = SampleResults.manifests(
    SampleResults.bound(["get - pods"]) + RBACText.role("i|dle", ["get - secrets"]),
    name: "new.yaml")

  private static let roles =
    RBACText.role("reader", ["get - pods"]) + RBACText.role("writer", ["get,patch - secrets"])
  private static let first = SampleResults.manifests(
    roles + RBACText.binding("agent", in: "shop", role: "reader", ["User jane"]), name: "old.yaml")
  private static let second = SampleResults.manifests(
    roles + RBACText.binding("agent", in: "shop", role: "writer", ["User jane"]), name: "new.yaml")

  private static func diff(_ old: ManifestSet, _ new: ManifestSet) -> RoleDiff {
    RoleDiff(from: old, to: new, defaults: DefaultObjects())
  }

  private static let samples: [(name: String, report: RoleDiffReport)] = [
    (
      "bound",
      RoleDiffReport(
        diff(old, new), gained: ["Scale a deployment"], lost: ["Delete a pod, in 'shop'"])
    ), ("bare", RoleDiffReport(diff(bareOld, bareNew), gained: [], lost: [])),
    ("none", RoleDiffReport(diff(old, old), gained: [], lost: [])),
    (
      "unbound",
      RoleDiffReport(
        diff(bareOld, idle), gained: [], lost: [], basis: DiffBasis(from: bareOld, to: idle))
    ),
    (
      "refused",
      RoleDiffReport(
        diff(first, second), gained: (1...20).map { "Do thing \($0)" }, lost: [],
        reach: ReachChange(
          from: first, to: second,
          defaults: DefaultObjects(version: KubernetesVersion(minor: 36), creditsBindings: true),
          table: APITable.builtIn(KubernetesVersion(minor: 36))),
        roleRefs: RoleRefConflict.all(from: first, to: second))
    ),
  ]

  @Test(arguments: samples.indices)
  func aReportIsAsRecorded(index: Int) throws {
    let (name, report) = Self.samples[index]
    try Golden.expect(report.text(style: .plain), named: "Reports/Diff/\(name).txt")
    try Golden.expect(report.json, named: "Reports/Diff/\(name).json")
    try Golden.expect(report.markdown, named: "Reports/Diff/\(name).md")
    try Golden.expect(PageContent.of(report.html), named: "Reports/Diff/\(name).html")
  }

  @Test func theJSONSaysWhoGainedAndLostWhat() throws {
    let json = try JSON(parsing: Self.samples[0].report.json)
    let scale: JSON = [
      "apiGroups": ["apps"], "resources": ["deployments/scale"], "verbs": ["patch"],
    ]
    #expect(json["schemaVersion"] == 1)
    #expect(json["added"] == [scale])
    #expect(
      json["actions"] == ["added": ["Scale a deployment"], "removed": ["Delete a pod, in 'shop'"]])
    let subjects = json["subjects"].array
    #expect(subjects.map { $0["subject"] } == ["ServiceAccount own:agent", "User ja|ne"])
    #expect(subjects.map { $0["scope"] } == ["cluster", "shop"])
    #expect(subjects.map { $0["cause"] } == ["role", "binding"])
    #expect(json["subjects"][0]["added"] == [scale] && json["subjects"][1]["added"] == [])
    #expect(json["subjects"][1]["removed"].array.count == 2)
  }

  @Test func eachSubjectsRuleIsAFindingWhereItIsWritten() throws {
    let section = RoleDiffFindings(
      Self.diff(Self.old, Self.new), from: Self.old, to: Self.new,
      failing: ["permission-added"]
    ).section()
    let added = section.findings.filter { $0.rule == "permission-added" }
    #expect(
      added.map(\.message) == [
        "grants to ServiceAccount own:agent: patch on deployments/scale (apps)"
      ])
    #expect(added.first?.severity == .error)
    #expect(added.first?.range?.file == "new.yaml" && added.first?.range?.start.line == 7)
    #expect(added.first?.object?.name == "agent")
    #expect(added.first?.notes.map(\.message) == ["by its role"])
    let removed = section.findings.filter { $0.rule == "permission-removed" }
    #expect(removed.count == 3 && removed.allSatisfy { $0.range?.file == "old.yaml" })
    #expect(removed.allSatisfy { $0.severity == .warning })
    #expect(
      removed.contains {
        $0.message
          == "no longer grants to User ja|ne: delete on pods (core) in namespace shop"
      })
  }

  @Test func withoutBindingsTheFindingsNameNobody() {
    let section = RoleDiffFindings(
      Self.diff(Self.bareOld, Self.bareNew), from: Self.bareOld, to: Self.bareNew, failing: []
    ).section()
    #expect(
      section.findings.map(\.message)
        == ["grants: list on pods (core)", "no longer grants: get on pods (core)"])
    #expect(section.findings.allSatisfy { $0.notes.isEmpty })
  }

  @Test func whatAnAPIServerRefusesIsAFinding() {
    let section = RoleDiffFindings(
      Self.diff(Self.first, Self.second), from: Self.first, to: Self.second, failing: [],
      roleRefs: RoleRefConflict.all(from: Self.first, to: Self.second)
    ).section()
    let refused = section.findings.filter { $0.rule == "immutable-role-ref" }
    #expect(refused.count == 1 && refused[0].severity == .error)
    #expect(refused[0].range?.file == "new.yaml" && refused[0].object?.name == "agent")
  }

  @Test func whatIsRefusedIsADifference() {
    let report = RoleDiffReport(
      Self.diff(Self.old, Self.old), gained: [], lost: [],
      roleRefs: RoleRefConflict.all(from: Self.first, to: Self.second))
    #expect(
      report.text(style: .plain).hasPrefix(
        "an apply is refused; 0 rules added, 0 removed\n"
          + "! an apply is refused: RoleBinding 'shop/agent'"))
  }
}
