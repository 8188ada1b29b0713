// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// `charts/k8s-watcher` against the values that it is installed with.
@Suite(.enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped))
struct AgentChartTests {
  private static let switches = ["basic", "advanced", "podExec", "portforward"]
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  /// The switches that each of the sixteen combinations turns on.
  private static let combinations = (0..<16).map { bits in
    switches.indices.filter { bits & (1 << $0) != 0 }.map { switches[$0] }
  }

  /// Values that turn these switches on, and off what the agent's own chart turns on by default.
  private static func values(_ on: [String]) -> JSON {
    var actions: [String: JSON] = [:]
    for name in switches { actions[name] = .bool(on.contains(name)) }
    return ["watcher": ["actions": .object(actions)], "helm": ["enableActions": false]]
  }

  private func verify(_ manifests: String, _ on: [String]) throws -> RolefitBinary.Outcome {
    let values = try folder.write(Self.values(on).text, to: "values.yaml")
    return try RolefitBinary.run(
      [
        "verify", "-", "--values", values, "--dialect", "k8s-watcher@1.18.17",
        "--service-account", "agents:k8s-watcher",
        "--capabilities", "default", "--fail-on", "missing,excess",
      ], input: manifests)
  }

  @Test func grantsWhatItsSwitchesNeedAndNoMore() throws {
    var manifests: [[String]: String] = [:]
    for on in Self.combinations {
      manifests[on] = try HelmProgram.any.render(
        chart: "charts/k8s-watcher", values: Self.values(on), namespace: "agents"
      ).manifests
    }
    for on in Self.combinations {
      let outcome = try verify(try #require(manifests[on]), on)
      #expect(outcome.status == 0, "\(on): \(outcome.output)\(outcome.error)")
    }
    for left in Self.switches {
      let fewer = Self.switches.filter { $0 != left }
      let outcome = try verify(try #require(manifests[fewer]), Self.switches)
      #expect(outcome.status == 1, "without \(left): \(outcome.output)\(outcome.error)")
      let single = try verify(try #require(manifests[[]]), [left])
      #expect(single.status == 1, "only \(left): \(single.output)\(single.error)")
      let idle = try verify(try #require(manifests[[left]]), [])
      #expect(idle.status == 1, "\(left) too many: \(idle.output)\(idle.error)")
    }
  }

  private static let settings: [(arguments: [String], status: Int32)] = [
    ([], 0), (["--set", "watcher.actions.advanced=false"], 1),
  ]

  @Test(arguments: HelmProgram.all, settings)
  func helmRendersTheChartWithTheSameValues(
    helm: HelmProgram, setting: (arguments: [String], status: Int32)
  ) throws {
    let values = try folder.write(Self.values(["basic", "advanced"]).text, to: "values.yaml")
    let outcome = try RolefitBinary.run(
      [
        "verify", "--chart", "charts/k8s-watcher", "--values", values,
        "--dialect", "k8s-watcher@1.18.17", "--namespace", "agents",
        "--service-account", "agents:k8s-watcher",
        "--capabilities", "default", "--fail-on", "missing,excess",
      ] + setting.arguments, environment: ["PATH": helm.searchPath])
    #expect(outcome.status == setting.status, "\(outcome.output)\(outcome.error)")
  }

  @Test(arguments: HelmProgram.all)
  func aCatalogStartsFromAChart(helm: HelmProgram) throws {
    let made = try RolefitBinary.run(
      [
        "catalog", "init", "--from", "charts/k8s-watcher", "--namespace", "agents",
        "--set", "watcher.actions.basic=true",
      ], environment: ["PATH": helm.searchPath])
    #expect(made.status == 0, "\(made.error)")
    let catalog = try folder.write(made.output, to: "catalog.yaml")
    let rules = try RolefitBinary.run(["rules", "--catalog", catalog, "--actions", "all"])
    let expected = try RolefitBinary.run([
      "rules", "--actions", "basic", "--capabilities", "default",
    ])
    #expect(rules.output == expected.output && !expected.output.isEmpty)
  }
}
