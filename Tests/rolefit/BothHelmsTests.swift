// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// Helm 3 and Helm 4 give the same verdicts.
@Suite(.enabled(if: HelmProgram.all.count == 2, HelmProgram.whySkipped))
struct BothHelmsTests {
  private static let settings = [
    [], ["--set", "watcher.actions=true"], ["--set", "watcher.actions.basic=true"],
    ["--set", "watcher.actions.podExec=true,watcher.watchNamespace={shop,till}"],
  ]

  /// A report without the lines of helm's output: Helm 4 prints one more between documents.
  private func lineless(_ report: String) -> String {
    report.replacing(/"(line|endLine|offset|endOffset)": [0-9]+/, with: "").replacing(
      /:[0-9]+:[0-9]+/, with: "")
  }

  /// What each helm's run of rolefit comes to.
  private func outcomes(_ arguments: [String]) throws -> [RolefitBinary.Outcome] {
    try HelmProgram.all.map {
      try RolefitBinary.run(arguments, environment: ["PATH": $0.searchPath])
    }
  }

  @Test(arguments: settings)
  func theChartOfRolefitIsJudgedAlike(settings: [String]) throws {
    for command in [["verify", "--fail-on", "any", "-o", "json"], ["lint", "-o", "json"]] {
      let both = try outcomes(command + ["--chart", "charts/k8s-watcher"] + settings)
      #expect(lineless(both[0].output) == lineless(both[1].output) && !both[0].output.isEmpty)
      #expect(both[0].status == both[1].status)
    }
  }

  @Test(arguments: ["clean", "gates-nothing", "gates-another", "stays-possible", "rejected"])
  func everyMatrixIsJudgedAlike(chart: String) throws {
    let both = try outcomes([
      "verify", "--chart", "Tests/Fixtures/Charts/\(chart)", "--matrix", "-o", "json",
    ])
    #expect(lineless(both[0].output) == lineless(both[1].output) && !both[0].output.isEmpty)
    #expect(both[0].status == both[1].status)
  }

  @Test func aRefusalIsShownInTheMessageOfEach() throws {
    for outcome in try outcomes(["verify", "--chart", "no/such", "--actions", "delete:pod"]) {
      #expect(outcome.status == 2)
      #expect(outcome.error.contains("helm: repo no not found"), "\(outcome.error)")
    }
  }
}
