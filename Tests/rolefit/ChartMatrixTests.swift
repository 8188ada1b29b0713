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
      chart: "gates-nothing", fault: "grants-less", toggle: "actions.scale",
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

  @Test func aSwitchThatChangesNothingGatesOnlyWhatIsGranted() throws {
    let faults = try Self.verify("gates-nothing", ["-o", "json"]).json()["faults"].array
    let idle = faults.filter { $0["fault"].string == "gates-nothing" }
    #expect(idle.map { $0["actions"].array.compactMap(\.string) } == [["rerun:job"]])
    let less = try #require(faults.first { $0["fault"].string == "grants-less" })
    #expect(less["message"].string?.contains("changes nothing") == true)
  }

  /// Every place of a fault is in what helm prints for the fault's own example.
  @Test(arguments: ["gates-nothing", "gates-another", "stays-possible", "reads"])
  func theEvidenceIsOfTheExample(chart: String) throws {
    for fault in try Self.verify(chart, ["-o", "json"]).json()["faults"].array {
      let rules = fault["places"].array.filter {
        $0["rule"].string?.hasPrefix("ClusterRole") == true
      }
      for place in rules {
        let line = try Self.line(of: place, chart: chart, combination: fault["combination"])
        #expect(line.contains("- apiGroups:"), "\(fault["message"]): \(line)")
      }
    }
  }

  @Test(arguments: [("1.30", "pods/exec"), ("1.36", "nodes/proxy")])
  func aReaderOfEverythingOpensStreams(version: String, resource: String) throws {
    let report = try Self.verify("streams", ["-o", "json", "--kube-version", version]).json()
    let faults = report["faults"].array
    #expect(faults.count == 1, "\(faults)")
    #expect(faults[0]["fault"].string == "stays-possible")
    #expect(faults[0]["switch"].string == "actions.shell")
    #expect(faults[0]["rules"][0]["resources"][0].string == resource)
    let line = try Self.line(
      of: faults[0]["places"][0], chart: "streams", combination: faults[0]["combination"])
    #expect(line.contains(#"apiGroups: ["*"]"#))
    // Only with the shell on is nothing possible besides.
    #expect(report["summary"]["exact"].number == 2)
    let without = try Self.verify("streams", ["-o", "json", "--set", "readAll=false"]).json()
    #expect(without["faults"].array.isEmpty && without["summary"]["exact"].number == 4)
  }

  @Test func readSwitchesAreTriedEachAndTogether() throws {
    let outcome = try Self.verify("reads", ["-o", "json"])
    #expect(outcome.status == 1, "\(outcome.error)")
    let report = try outcome.json()
    #expect(report["summary"]["combinations"].number == 2)
    #expect(report["reads"]["switches"].array.count == 5)
    let found = report["faults"].array.map { fault in
      let keys = fault["switches"].array.compactMap(\.string).joined(separator: "+")
      return "\(fault["fault"].string ?? "") \(keys)"
    }
    #expect(
      Set(found) == [
        "rejected read.pods+read.configmaps", "gates-nothing read.jobs",
        "grants-less read.ingresses", "grants-less read.nodes",
      ], "\(report["faults"])")
    let text = try Self.verify("reads").output
    #expect(text.contains("5 read switches, each by itself and all together"))
  }

  @Test func whichSwitchesAreTriedCanBeChosen() throws {
    let actions = try Self.verify("reads", ["-o", "json", "--matrix-switches", "actions"])
    #expect(actions.status == 0, "\(actions.output)")
    let reads = try Self.verify("reads", ["-o", "json", "--matrix-switches", "reads"]).json()
    #expect(reads["switches"].array.count == 5 && reads["faults"].array.count == 4)
    let all = try Self.verify("reads", ["-o", "json", "--matrix-switches", "all"]).json()
    #expect(all["switches"].array.count == 1 && all["faults"].array.count == 4)
    #expect(try Self.verify("clean", ["--matrix-switches", "reads"]).status == 64)
    #expect(try Self.verify("clean", ["--matrix-switches", "each"]).status == 64)
  }
}
