// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import RBAC
import Reports
import TestSupport
import Testing

struct MatrixReportTests {
  private static let switches = [("actions.delete", "delete:pod"), ("actions.exec", "exec:pod")]

  /// The chart with these switches, judged in every combination.
  private static func report(
    fails: @escaping (Set<String>) -> Bool = { _ in false },
    _ rules: (Set<String>) -> [String]
  ) -> MatrixReport {
    let combinations = SwitchSettings.combinations(of: switches.count).map { settings in
      judged(settings, fails: fails, rules)
    }
    let needs = SampleResults.catalog.needs(
      of: SampleResults.actions(switches.map(\.1)), in: SampleResults.context)
    let matrix = ChartMatrix(
      toggles: switches.map { ChartMatrix.Toggle(key: $0.0, actions: [$0.1]) },
      combinations: combinations,
      needs: Dictionary(needs.map { ($0.action.id, AtomSet($0.atoms)) }) { first, _ in first })
    return MatrixReport(
      matrix,
      of: MatrixReport.Subject(
        chart: "boats/ferry", dialect: "ferry@2.0.0", agent: "ferry",
        versions: SampleResults.versions, account: SampleResults.account,
        leftOut: ["actions.scale"]))
  }

  private static func judged(
    _ settings: SwitchSettings, fails: (Set<String>) -> Bool, _ rules: (Set<String>) -> [String]
  ) -> JudgedCombination {
    var combination = JudgedCombination(settings: settings)
    let on = Set(settings.on.map { switches[$0].0 })
    guard !fails(on) else {
      combination.failure = [Diagnostic(.error, "helm", "a value is | missing", at: nil)]
      return combination
    }
    let ids = settings.on.sorted().map { switches[$0].1 }
    let needs = SampleResults.catalog.needs(
      of: SampleResults.actions(ids), in: SampleResults.context)
    combination.actions = Set(ids)
    combination.needs = needs.atoms
    combination.spelled = needs.atoms
    let set = SampleResults.manifests(SampleResults.bound(rules(on)), name: "chart")
    let access = SampleResults.access(set)
    combination.judge(access, SampleResults.verify(ids, by: access), in: set)
    combination.missing = needs.atoms.subtracting(combination.granted).normalForm()
    return combination
  }

  private static let delete = "delete - pods"
  private static let exec = "create - pods/exec"

  private static func exact(_ on: Set<String>) -> [String] {
    (on.contains("actions.delete") ? [delete] : []) + (on.contains("actions.exec") ? [exec] : [])
  }

  private static let clean = report(exact)
  private static let idle = report { on in
    [delete, "get - secrets"] + exact(on.subtracting(["actions.delete"]))
  }
  private static let lacking = report { on in on.contains("actions.delete") ? [delete] : [] }
  private static let rejected = report { on in
    exact(on)
      + (on.contains("actions.exec") ? ["{apiGroups: [''], resources: [pods], verbs: []}"] : [])
  }
  private static let broken = report(fails: { $0.count == 2 }, exact)

  private static let all = [
    ("clean", clean), ("idle", idle), ("lacking", lacking), ("rejected", rejected),
    ("broken", broken),
  ]

  @Test(arguments: all.indices)
  func aReportIsAsRecorded(index: Int) throws {
    let (name, report) = Self.all[index]
    try Golden.expect(report.text(style: .plain), named: "Reports/Matrix/\(name).txt")
    try Golden.expect(report.json, named: "Reports/Matrix/\(name).json")
    try Golden.expect(report.markdown, named: "Reports/Matrix/\(name).md")
  }

  @Test func theJSONCountsTheCombinations() throws {
    func summary(_ report: MatrixReport) throws -> JSON {
      try JSON(parsing: report.json)["summary"]
    }
    #expect(
      try summary(Self.clean) == [
        "combinations": 4, "rendered": 4, "exact": 4, "less": 0, "more": 0, "rejected": 0,
      ])
    #expect(
      try summary(Self.idle) == [
        "combinations": 4, "rendered": 4, "exact": 0, "less": 0, "more": 4, "rejected": 0,
      ])
    #expect(
      try summary(Self.lacking) == [
        "combinations": 4, "rendered": 4, "exact": 2, "less": 2, "more": 0, "rejected": 0,
      ])
    #expect(try summary(Self.rejected)["rejected"] == 2)
    #expect(try summary(Self.broken)["rendered"] == 3)
  }

  @Test func aFaultNamesItsSwitchItsRuleAndItsPlace() throws {
    let json = try JSON(parsing: Self.idle.json)
    #expect(json["verdict"] == "faulty" && json["absentSwitches"] == ["actions.scale"])
    let fault = json["faults"][0]
    #expect(fault["fault"] == "gates-nothing" && fault["switch"] == "actions.delete")
    #expect(fault["actions"] == ["delete:pod"] && fault["byWildcard"] == false)
    #expect(
      fault["rules"] == [["apiGroups": [""], "resources": ["pods"], "verbs": ["delete"]]])
    #expect(fault["places"][0]["rule"] == "ClusterRole 'agent' rule 1")
    #expect(fault["places"][0]["line"] == 6)
    #expect(fault["combination"] == ["actions.delete": true, "actions.exec": false])
    #expect(
      fault["message"]
        == "actions.delete gates nothing: delete:pod is granted, whether it is on or off")
    // With its switch off the rule is too much, as the one is that nothing needs.
    #expect(json["excess"][0]["switches"] == [])
    #expect(
      json["excess"][0]["rules"].array.map { $0["resources"] } == [["pods"], ["secrets"]])
  }

  @Test func eachFaultAndFailureIsAFindingOfADescribedRule() throws {
    let described = Set(MatrixReport.rules.map(\.id))
    let found = Self.all.map { name, report in (name, report.findings.map(\.rule)) }
    #expect(found.map(\.1).allSatisfy { described.isSuperset(of: $0) })
    #expect(
      Dictionary(uniqueKeysWithValues: found) == [
        "clean": [], "idle": ["switch-gates-nothing"], "lacking": ["switch-grants-less"],
        "rejected": ["switch-rejected"], "broken": ["not-rendered"],
      ])
    let idle = try #require(Self.idle.findings.first)
    #expect(idle.range?.file == "chart" && idle.range?.start.line == 6)
    #expect(
      idle.notes.map(\.message) == ["example: on: actions.delete", "delete on pods (core)"])
    #expect(idle.severity == .error)
  }
}
