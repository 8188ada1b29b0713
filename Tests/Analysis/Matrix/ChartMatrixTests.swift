// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import RBAC
import Testing

struct ChartMatrixTests {
  private static let delete = "delete - pods"
  private static let exec = "create - pods/exec"
  private static let switches = [(key: "del", actions: ["delete:pod"]), ("sh", ["exec:pod"])]

  /// A chart with the switches `del` and `sh`.
  private static func chart(_ rules: @escaping (Set<String>) -> [String]) -> SampleChart {
    SampleChart(switches: switches, rules: rules)
  }

  private static func lines(_ chart: SampleChart) -> [String] {
    let matrix = chart.matrix
    return matrix.faults.map { $0.line(in: matrix) }
  }

  @Test func aChartWhoseSwitchesGateTheirOwnRulesHasNoFault() {
    let matrix = Self.chart { on in
      (on.contains("del") ? [Self.delete] : []) + (on.contains("sh") ? [Self.exec] : [])
    }.matrix
    #expect(matrix.combinations.count == 4)
    #expect(matrix.faults.isEmpty && matrix.excess.isEmpty)
    #expect(matrix.combinations.allSatisfy { $0.verdict == .granted && $0.lacking.isEmpty })
    #expect(matrix.isKnown(0) && matrix.isKnown(1))
  }

  // MARK: - gates-nothing

  @Test func aSwitchWhoseRuleIsAlwaysThereGatesNothing() throws {
    let chart = Self.chart { on in
      [Self.delete] + (on.contains("sh") ? [Self.exec] : [])
    }
    #expect(Self.lines(chart) == ["gates-nothing: del / : delete:pod"])
    let fault = try #require(chart.matrix.faults.first)
    #expect(fault.rules == [Samples.rule(Self.delete)])
    #expect(fault.grants.map(\.title) == ["ClusterRole 'agent' rule 1"])
    #expect(!fault.isByWildcard && fault.place == nil)
    #expect(fault.example.isOn == [true, false], "the smallest combination that has it on")
  }

  @Test func aSwitchWhoseRuleIsNeverThereGrantsLess() throws {
    let chart = Self.chart { on in
      ["get - nodes"] + (on.contains("sh") ? [Self.exec] : [])
    }
    #expect(Self.lines(chart) == ["grants-less: del / : delete:pod"])
    let fault = try #require(chart.matrix.faults.first)
    #expect(fault.grants.isEmpty && !fault.isByWildcard)
    #expect(fault.place?.message == "no rule here grants it")
    #expect(fault.place?.range?.start.line == 2, "the role")
  }

  @Test func aSwitchWhoseRuleIsAWildcardGatesNothing() {
    let chart = Self.chart { on in
      ["* - pods"] + (on.contains("sh") ? [Self.exec] : [])
    }
    #expect(Self.lines(chart) == ["gates-nothing: del / : delete:pod"])
    #expect(chart.matrix.faults.first?.isByWildcard == true)
  }

  @Test func aSwitchThatTurnsOnWhatAnotherHasOnIsNotIdleOnItsOwn() {
    // Alone, each brings the rule; together, neither changes it.
    let chart = SampleChart(switches: [("a", ["delete:pod"]), ("b", ["delete:pod"])]) { on in
      on.isEmpty ? [] : [Self.delete]
    }
    #expect(Self.lines(chart).isEmpty)
  }

  @Test func aSwitchThatTurnsNoActionOnIsNoFault() {
    let chart = SampleChart(switches: [("del", ["delete:pod"]), ("debug", [])]) { on in
      on.contains("del") ? [Self.delete] : []
    }
    #expect(Self.lines(chart).isEmpty)
  }

  // MARK: - gates-another

  @Test func switchesWhoseRulesAreSwappedGateEachOthers() {
    let chart = Self.chart { on in
      (on.contains("sh") ? [Self.delete] : []) + (on.contains("del") ? [Self.exec] : [])
    }
    #expect(
      Set(Self.lines(chart)) == [
        "gates-another: del / sh: exec:pod", "gates-another: sh / del: delete:pod",
      ])
    #expect(chart.matrix.faults.allSatisfy { !$0.rules.isEmpty && !$0.grants.isEmpty })
  }

  @Test func aRuleThatIsOnlyThereWithAnotherSwitchIsTheOthers() {
    let chart = Self.chart { on in
      on.contains("sh") ? [Self.exec, Self.delete] : []
    }
    #expect(Self.lines(chart) == ["gates-another: sh / del: delete:pod"])
  }

  // MARK: - stays-possible

  @Test func anActionThatAWildcardElsewhereAllowsStaysPossible() throws {
    let chart = Self.chart { on in
      ["* - pods"] + (on.contains("del") ? [Self.delete] : [])
        + (on.contains("sh") ? [Self.exec] : [])
    }
    #expect(Self.lines(chart) == ["stays-possible: del / : delete:pod"])
    let fault = try #require(chart.matrix.faults.first)
    #expect(fault.isByWildcard)
    #expect(fault.grants.map(\.title) == ["ClusterRole 'agent' rule 1"])
    #expect(fault.example.isOn == [false, false])
  }

  @Test func anActionThatAnothersWildcardAllowsStaysPossibleWithItOn() throws {
    let chart = Self.chart { on in
      (on.contains("del") ? [Self.delete] : [])
        + (on.contains("sh") ? [Self.exec, "* - pods"] : [])
    }
    #expect(Self.lines(chart) == ["stays-possible: del / sh: delete:pod"])
    let fault = try #require(chart.matrix.faults.first)
    #expect(fault.isByWildcard && fault.example.isOn == [false, true])
  }

  @Test func whatTheSetNeedsAnywayIsNotSaidToStay() {
    let chart = SampleChart(
      switches: [("roll", ["rollback:deployment"])],
      rules: { on in
        ["get apps deployments"]
          + (on.isEmpty ? [] : ["patch apps deployments", "list apps replicasets"])
      })
    #expect(Self.lines(chart).isEmpty)
  }

  // MARK: - grants-less

  @Test func aSwitchThatGrantsAPartGrantsLess() throws {
    let chart = SampleChart(
      switches: [("both", ["delete:pod", "exec:pod"])],
      rules: { on in on.isEmpty ? ["get - nodes"] : ["get - nodes", Self.delete] })
    #expect(Self.lines(chart) == ["grants-less: both / : exec:pod"])
    let fault = try #require(chart.matrix.faults.first)
    #expect(fault.rules == [Samples.rule(Self.exec)])
    #expect(fault.place?.message == "no rule here grants it")
    let on = try #require(chart.matrix.combinations.last)
    #expect(on.verdict == .missing && on.lacking == ["exec:pod"])
  }

  /// That another switch brings the rule for an action of its own does not make it this one's.
  @Test func aRuleThatAnothersActionNeedsTooIsLackingAllTheSame() {
    let chart = SampleChart(
      switches: [("roll", ["rollback:deployment"]), ("again", ["restart:deployment"])],
      rules: { on in
        (on.contains("roll") ? ["get apps deployments", "list apps replicasets"] : [])
          + (on.contains("again") ? ["patch apps deployments"] : [])
      })
    #expect(Self.lines(chart) == ["grants-less: roll / : rollback:deployment"])
  }

  @Test func whatSeveralActionsOfASwitchLackIsOneFault() throws {
    let chart = SampleChart(
      switches: [("all", ["delete:pod", "exec:pod", "scale:deployment"])],
      rules: { on in on.isEmpty ? [] : [Self.delete] })
    #expect(Self.lines(chart) == ["grants-less: all / : exec:pod, scale:deployment"])
    let fault = try #require(chart.matrix.faults.first)
    #expect(
      AtomSet(fault.rules)
        == AtomSet([Samples.rule(Self.exec), Samples.rule("patch apps deployments/scale")]))
  }

  // MARK: - What could not be judged

  @Test func combinationsThatDoNotRenderTellNothingOfASwitch() {
    var chart = Self.chart { _ in [Self.delete] }
    chart.fails = { $0.contains("del") }
    let matrix = chart.matrix
    #expect(!matrix.isKnown(0) && matrix.isKnown(1))
    #expect(!matrix.faults.contains { $0.kind == .gatesNothing && $0.switches == [0] })
    #expect(matrix.combinations.filter(\.isJudged).count == 2)
  }
}
