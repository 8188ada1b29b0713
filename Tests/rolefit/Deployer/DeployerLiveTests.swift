// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// What `rolefit deployer` says, held against what real Helm asks a real server.
@Suite(
  .enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped),
  .enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped), .serialized)
struct DeployerLiveTests {
  /// An account that has nothing else deploys the chart, and what is refused on the way is what was
  /// said to be optional.
  @Test(arguments: HelmProgram.all, DeployedChart.all)
  func itIsEnough(helm: HelmProgram, chart: DeployedChart) async throws {
    let trial = try await DeployerTrial(chart, helm, suffix: "whole")
    let rights = try trial.rights()
    let atoms = DeployerTrial.atoms(rights["rules"])
    #expect(atoms.count > 8)
    try await trial.cleanUp()
    try await trial.give(atoms, of: atoms)
    let run = try await trial.run()
    #expect(run.status == 0, "\(run.error)")
    let optional = rights["optional"].array.map { DeployerTrial.atoms([$0["rule"]])[0] }
    #expect(
      run.refused
        == Set(optional.map { "\($0.rule["verbs"][0].string ?? "") namespaces \(trial.namespace)" })
        .sorted())
    try await trial.cleanUp()
  }

  /// The same with `--wait`, where Helm comes to its end only once it has seen that all is ready.
  @Test(arguments: HelmProgram.all)
  func itIsEnoughToWait(helm: HelmProgram) async throws {
    let chart = try #require(DeployedChart.all.first { $0.name == "storefront" })
    let trial = try await DeployerTrial(chart, helm, suffix: "wait", waits: true)
    let rights = try trial.rights()
    let waiting = rights["needs"].array.filter { $0["for"] == "waiting" }
    #expect(waiting.count > 3)
    let atoms = DeployerTrial.atoms(rights["rules"])
    try await trial.cleanUp()
    try await trial.give(atoms, of: atoms)
    let run = try await trial.run()
    #expect(run.status == 0, "\(run.error)")
    #expect(run.refused.allSatisfy { $0.hasPrefix("get namespaces") }, "\(run.refused)")
    // Without what is for the waiting alone, it does not come to its end.
    let others = Set(
      DeployerTrial.atoms(
        .array(rights["needs"].array.filter { $0["for"] != "waiting" }.map { $0["rule"] })))
    try await trial.cleanUp()
    try await trial.give(atoms.filter(others.contains), of: atoms)
    #expect(try await trial.run().status != 0)
    try await trial.cleanUp()
  }

  /// Without an atom of it a request of the run is refused: all of the smallest chart's, and one of
  /// each other's, beside bind and escalate.
  @Test(arguments: HelmProgram.all, DeployedChart.all)
  func nothingOfItIsTooMuch(helm: HelmProgram, chart: DeployedChart) async throws {
    let trial = try await DeployerTrial(chart, helm, suffix: "less")
    let atoms = DeployerTrial.atoms(try trial.rights()["rules"])
    let places = atoms.indices.filter { place in
      let verb = atoms[place].rule["verbs"][0].string ?? ""
      return chart.name == "gauges" || place == atoms.count / 2
        || ["bind", "escalate"].contains(verb)
    }
    for place in places {
      var less = atoms
      let atom = less.remove(at: place)
      try await trial.cleanUp()
      try await trial.give(less, of: atoms)
      let run = try await trial.run()
      let refused = run.refused.filter { !$0.hasPrefix("get namespaces") }
      #expect(!refused.isEmpty, "without \(atom)")
      // Helm 4 needs no watch where a list has what it waits for already, and Helm 3 goes on where
      // it may not delete what a chart no longer has.
      let verb = atom.rule["verbs"][0].string ?? ""
      #expect(run.status != 0 || ["delete", "watch"].contains(verb), "without \(atom)")
    }
    try await trial.cleanUp()
  }
}
