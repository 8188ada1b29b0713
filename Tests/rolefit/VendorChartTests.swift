// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// `verify --chart`, with `--matrix` and without, on charts that are built like those of the
/// built-in catalog.
@Suite(.enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped))
struct VendorChartTests {
  private static func verify(
    _ chart: String, _ arguments: [String], with helm: HelmProgram? = nil
  ) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(
      ["verify", "--chart", "Tests/Fixtures/Charts/\(chart)", "--kube-version", "1.31"] + arguments,
      environment: ["PATH": try (helm ?? .any).searchPath])
  }

  private static func faults(_ chart: String, _ arguments: [String] = []) throws -> [JSON] {
    let outcome = try verify(chart, ["--matrix", "-o", "json"] + arguments)
    #expect(outcome.status == 1, "\(outcome.error)")
    return try outcome.json()["faults"].array
  }

  private static func names(_ json: JSON) -> [String] { json.array.compactMap(\.string) }

  private static let agents = [
    ("k8s-watcher", [], "0.2.121", "the image of Deployment 'komodor/rolefit'"),
    (
      "k8s-watcher", ["--set", "image.tag=latest"], "0.2.36",
      "which is on record for k8s-watcher@1.18.17"
    ),
    (
      "k8s-watcher", ["--set", "image.tag=latest", "--dialect", "k8s-watcher@1.8.0"], "0.1.189",
      "which is on record for k8s-watcher@1.8.0"
    ),
    ("k8s-watcher", ["--agent-version", "0.1.173"], "0.1.173", ""),
    ("komodor-agent", [], "0.2.197", "which is on record for komodor-agent@2.17.0"),
  ]

  @Test(arguments: agents.indices)
  func theAgentIsTheOneThatTheChartInstallsWithTheMatrixAndWithout(index: Int) throws {
    let (chart, arguments, agent, reason) = Self.agents[index]
    let base = arguments + ["-o", "json"]
    let plain = try Self.verify(chart, base)
    #expect(try plain.json()["versions"]["agent"].string == agent, "\(plain.error)")
    #expect(plain.error.contains(reason), "\(plain.error)")
    // The matrix renders dozens of times: once for each chart is enough.
    guard arguments.isEmpty else { return }
    let matrix = try Self.verify(chart, base + ["--matrix"])
    #expect(try matrix.json()["versions"]["agent"].string == agent, "\(matrix.error)")
    #expect(matrix.error.contains("k8s-watcher \(agent)"), "\(matrix.error)")
    #expect(matrix.error.contains(reason), "\(matrix.error)")
  }

  @Test(arguments: HelmProgram.all)
  func aResourceInTheWrongGroupIsMissing(helm: HelmProgram) throws {
    for chart in ["k8s-watcher", "komodor-agent"] {
      let outcome = try Self.verify(chart, ["-o", "json"], with: helm)
      #expect(outcome.status == 1)
      let report = try outcome.json()
      let missing = report["actions"].array.filter { $0["verdict"].string == "missing" }
      #expect(missing.contains { $0["id"].string == "create:storageclass" }, "\(missing)")
      #expect(!report["inert"].array.isEmpty)
    }
  }

  @Test func theSwitchForShellsGatesPortForwardingToo() throws {
    let faults = try Self.faults("k8s-watcher", ["--set", "watcher.resources.allowReadAll=false"])
    let shells = faults.filter { $0["switch"].string == "watcher.actions.podExec" }
    #expect(shells.count == 1 && shells[0]["fault"].string == "gates-another", "\(shells)")
    #expect(Self.names(shells[0]["others"]) == ["watcher.actions.portforward"])
    #expect(Self.names(shells[0]["actions"]) == ["port-forward:pod"])
  }

  /// A WebSocket opens with `get` on `pods/exec` alone before Kubernetes 1.35, and with `get` on
  /// `nodes/proxy` in every release; the rule to read everything grants both.
  @Test func readingEverythingLeavesShellsPossible() throws {
    let faults = try Self.faults("k8s-watcher")
    let shells = faults.filter { $0["switch"].string == "watcher.actions.podExec" }
    #expect(shells.count == 1 && shells[0]["fault"].string == "stays-possible", "\(shells)")
    #expect(Self.names(shells[0]["actions"]) == ["exec:pod"])
    let less = faults.filter { $0["fault"].string == "grants-less" }
    #expect(less.count == 1 && less[0]["switch"].string == "watcher.actions.advanced")
    #expect(
      Self.names(less[0]["actions"]) == [
        "create:storageclass", "delete:storageclass", "edit:storageclass",
      ])
    // Reading everything reads the releases, too.
    let stays = faults.filter {
      $0["fault"].string == "stays-possible" && $0["switch"].string == "helm.enableActions"
    }
    try #require(stays.count == 1, "\(stays)")
    #expect(Self.names(stays[0]["actions"]) == ["read:helm-repo"])
    #expect(stays[0]["byWildcard"].bool == true)
    let others = try Self.faults("k8s-watcher", ["--set", "watcher.resources.allowReadAll=false"])
    #expect(!others.contains { $0["fault"].string == "stays-possible" }, "\(others)")
  }

  @Test func aWildcardOfOneSwitchLeavesTheActionsOfOthersPossible() throws {
    let stays = try Self.faults("komodor-agent").filter {
      $0["fault"].string == "stays-possible" && $0["byWildcard"].bool == true
    }
    let actions = stays.filter { $0["switch"].string == "capabilities.actions" }
    #expect(actions.contains { Self.names($0["others"]) == ["capabilities.crActions"] }, "\(stays)")
    #expect(actions.contains { Self.names($0["actions"]).contains("delete:pod") }, "\(stays)")
    let helm = stays.filter { $0["switch"].string == "capabilities.helm.enabled" }
    #expect(helm.contains { Self.names($0["actions"]) == ["read:helm-repo"] }, "\(stays)")
    for fault in actions + helm {
      #expect(
        fault["places"][0]["template"].string == "komodor-agent/templates/roles.yaml", "\(fault)")
    }
  }
}
