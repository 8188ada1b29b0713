// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// `verify --chart --matrix` on charts whose switches are right, and on one for each way of being
/// wrong.
@Suite(.enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped))
struct ChartMatrixTests {
  private static func verify(
    _ chart: String, _ arguments: [String] = [], with helm: HelmProgram? = nil
  ) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(
      ["verify", "--chart", "Tests/Fixtures/Charts/\(chart)", "--matrix"] + arguments,
      environment: ["PATH": try (helm ?? .any).searchPath])
  }

  /// The lines of the chart's output that a fault points at, with everything as in its example.
  private static func line(of place: JSON, chart: String, combination: JSON) throws -> String {
    let settings = combination.object.sorted { $0.key < $1.key }
      .flatMap { ["--set", "\($0.key)=\($0.value.text)"] }
    let rendered = try HelmProgram.any.run(
      ["template", "rolefit", "Tests/Fixtures/Charts/\(chart)"] + settings)
    let lines = rendered.output.split(separator: "\n", omittingEmptySubsequences: false)
    let number = Int(try #require(place["line"].number))
    return String(lines[number - 1])
  }

  @Test(arguments: HelmProgram.all)
  func aCleanChartHasNoFault(helm: HelmProgram) throws {
    let outcome = try Self.verify("clean", ["--fail-on", "any", "-o", "json"], with: helm)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    let report = try outcome.json()
    #expect(report["faults"].array.isEmpty && report["schemaVersion"].number == 1)
    #expect(report["combinations"].array.count == 8 && report["summary"]["exact"].number == 8)
  }

  private struct Fault {
    var chart: String
    var fault: String
    var toggle: String
    var action: String
    /// What the text's line that it points at holds.
    var line: String
  }

  private static let faults = [
    Fault(
      chart: "gates-nothing", fault: "gates-nothing", toggle: "actions.scale",
      action: "scale:deployment", line: "apiVersion"),
    Fault(
      chart: "gates-nothing", fault: "gates-nothing", toggle: "actions.rerun", action: "rerun:job",
      line: "apiGroups: [batch]"),
    Fault(
      chart: "gates-another", fault: "gates-another", toggle: "actions.scale", action: "delete:pod",
      line: "apiGroups: [\"\"]"),
    Fault(
      chart: "gates-another", fault: "gates-another", toggle: "actions.delete",
      action: "scale:deployment", line: "apiGroups: [apps]"),
    Fault(
      chart: "stays-possible", fault: "stays-possible", toggle: "actions.scale",
      action: "scale:deployment", line: "apiGroups: [apps]"),
    Fault(
      chart: "stays-possible", fault: "stays-possible", toggle: "actions.delete",
      action: "delete:pod", line: "apiGroups: [\"*\"]"),
    Fault(
      chart: "rejected", fault: "rejected", toggle: "actions.scale", action: "",
      line: "resources:"),
  ]

  @Test(arguments: faults.indices)
  func aFaultIsNamedWithItsSwitchItsRuleAndItsLine(index: Int) throws {
    let expected = Self.faults[index]
    let outcome = try Self.verify(expected.chart, ["-o", "json"])
    #expect(outcome.status == 1, "\(outcome.error)")
    let fault = try #require(
      try outcome.json()["faults"].array.first {
        $0["fault"].string == expected.fault && $0["switch"].string == expected.toggle
      }, "\(outcome.output)")
    if !expected.action.isEmpty {
      #expect(fault["actions"].array.compactMap(\.string).contains(expected.action))
      #expect(!fault["rules"].array.isEmpty)
    }
    let place = fault["places"][0]
    #expect(place["template"].string == "\(expected.chart)/templates/clusterrole.yaml")
    let line = try Self.line(
      of: place, chart: expected.chart, combination: fault["combination"])
    #expect(line.contains(expected.line), "\(line)")
    let text = try Self.verify(expected.chart).output
    #expect(text.contains(expected.toggle) && text.contains("\(expected.fault): "), "\(text)")
  }

  @Test func nothingIsFoundThatIsNotThere() throws {
    for (chart, count) in [
      ("gates-nothing", 2), ("gates-another", 2), ("stays-possible", 2), ("rejected", 1),
    ] {
      let report = try Self.verify(chart, ["-o", "json"]).json()
      #expect(report["faults"].array.count == count, "\(chart): \(report["faults"])")
    }
  }

  @Test func manySwitchesAreTriedInPairs() throws {
    let outcome = try Self.verify("many", ["-o", "json"])
    #expect(outcome.status == 1, "\(outcome.error)")
    let report = try outcome.json()
    #expect(report["covering"].string == "pairs")
    #expect(report["combinations"].array.count < 40)
    let faults = report["faults"].array
    #expect(faults.count == 1, "\(faults)")
    #expect(faults[0]["fault"].string == "gates-another")
    #expect(faults[0]["switch"].string == "delete.pod")
    #expect(faults[0]["others"][0].string == "delete.service")
  }

  @Test(arguments: HelmProgram.all)
  func aVendorsSwitchMayBeABooleanOrAMapping(helm: HelmProgram) throws {
    let outcome = try Self.verify("harbour-agent", ["-o", "json"], with: helm)
    let report = try outcome.json()
    #expect(report["serviceAccount"].string == "harbour:rolefit-harbour-agent")
    #expect(report["summary"]["rendered"].number == 8)
    // Reading everything is not under the switch for reading releases.
    let faults = report["faults"].array
    #expect(faults.count == 1 && outcome.status == 1, "\(faults)")
    #expect(faults[0]["fault"].string == "stays-possible" && faults[0]["byWildcard"].bool == true)
    #expect(faults[0]["places"][0]["template"].string == "harbour-agent/templates/read-all.yaml")
  }

  @Test(arguments: HelmProgram.all)
  func whatHelmRefusesCannotBeJudged(helm: HelmProgram) throws {
    let outcome = try Self.verify("harbour-agent", ["--set", "namespace="], with: helm)
    #expect(outcome.status == 2 && outcome.output.isEmpty, "\(outcome.output)")
    #expect(outcome.error.contains("namespace must be set"))
  }

  @Test(arguments: [
    ["--actions", "all"], ["--enable", "delete:pod"], ["--values", "-"], ["role.yaml"],
  ])
  func itTakesItsSetsFromTheSwitches(arguments: [String]) throws {
    #expect(try Self.verify("clean", arguments).status == 64)
  }

  @Test func everyFormatTellsTheFaults() throws {
    for format in ["markdown", "sarif", "junit", "github", "gitlab"] {
      let outcome = try Self.verify("gates-another", ["-o", format])
      #expect(outcome.status == 1 && outcome.output.contains("actions.scale"), "\(format)")
    }
  }
}
