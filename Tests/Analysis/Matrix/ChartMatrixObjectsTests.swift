// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import RBAC
import Testing

/// Objects that are rejected, and rules that are too much.
struct ChartMatrixObjectsTests {
  private static let delete = "delete - pods"
  private static let exec = "create - pods/exec"
  private static let noVerbs = "{apiGroups: [''], resources: [pods], verbs: []}"

  private static func chart(_ rules: @escaping (Set<String>) -> [String]) -> SampleChart {
    SampleChart(switches: [("del", ["delete:pod"]), ("sh", ["exec:pod"])], rules: rules)
  }

  /// The usual rules, and one without verbs where `isBroken`.
  private static func rules(_ on: Set<String>, _ isBroken: Bool) -> [String] {
    (on.contains("del") ? [delete] : []) + (on.contains("sh") ? [exec] : [])
      + (isBroken ? [noVerbs] : [])
  }

  @Test func aRejectedObjectTakesTheSwitchesThatBringIt() throws {
    let matrix = Self.chart { on in Self.rules(on, on.contains("sh")) }.matrix
    let fault = try #require(matrix.faults.first)
    #expect(matrix.faults.count == 1, "the rule's number differs, and it is the same rejection")
    #expect(fault.kind == .rejected && fault.switches == [1])
    #expect(fault.example.isOn == [false, true])
    #expect(fault.detail?.contains("verb") == true, "\(fault.detail ?? "")")
    #expect(fault.place?.range?.start.line == 7)
  }

  @Test func aRejectedObjectThatIsAlwaysThereTakesNone() throws {
    let matrix = Self.chart { on in Self.rules(on, true) }.matrix
    #expect(matrix.faults.map(\.kind) == [.rejected])
    #expect(matrix.faults.first?.switches == [])
    #expect(matrix.faults.first?.example.isOn == [false, false])
  }

  @Test func aRejectedObjectMayTakeOneSwitchOnAndAnotherOff() throws {
    let matrix = Self.chart { on in Self.rules(on, on == ["del"]) }.matrix
    let fault = try #require(matrix.faults.first)
    #expect(fault.kind == .rejected && fault.switches == [0, 1])
    #expect(fault.example.isOn == [true, false])
  }

  /// Nothing can be said of a switch by what a rejected role does not grant.
  @Test func aRejectedCombinationDoesNotCountAsGrantingLess() throws {
    let matrix = Self.chart { on in Self.rules(on, on.contains("del")) }.matrix
    #expect(matrix.faults.map(\.kind) == [.rejected])
    #expect(!matrix.isKnown(0) && matrix.isKnown(1))
    let broken = try #require(matrix.combinations.first { $0.settings.isOn == [true, false] })
    #expect(broken.rejections.count == 1 && broken.undetermined.isEmpty)
  }

  @Test func excessIsSaidOnceOfTheSmallestSetThatBringsIt() {
    let matrix = Self.chart { on in
      Self.rules(on, false) + ["get - secrets"] + (on.contains("sh") ? ["get - nodes"] : [])
    }.matrix
    #expect(matrix.faults.isEmpty)
    #expect(matrix.excess.map(\.switches) == [[], [1]])
    #expect(
      matrix.excess.map(\.rules) == [
        [Samples.rule("get - secrets")], [Samples.rule("get - nodes")],
      ])
    #expect(matrix.excess.first?.grants.map(\.title) == ["ClusterRole 'agent' rule 1"])
  }

  @Test func whatTheAgentReadsIsNoExcess() {
    var chart = Self.chart { on in Self.rules(on, false) + ["patch - nodes"] }
    #expect(chart.matrix.excess.count == 1)
    chart.reads = ["cordon:node"]
    #expect(chart.matrix.excess.isEmpty)
    #expect(chart.matrix.combinations.allSatisfy { !$0.actions.contains("cordon:node") })
  }

  @Test func whatIsInertIsKeptApartFromExcess() throws {
    let matrix = Self.chart { on in Self.rules(on, false) + ["get - pod"] }.matrix
    #expect(matrix.excess.isEmpty)
    #expect(matrix.combinations.allSatisfy { $0.inert == [Samples.rule("get - pod")] })
  }
}
