// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A chart from a checkout, whose `Chart.yaml` says no version that ever was: it is told from the
/// values, or not known, and never a set without an action.
@Suite(.enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped))
struct CheckoutTests {
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  /// A copy of a chart that says another version.
  private func copy(_ path: String, version: String) throws -> String {
    let target = folder.path("\(version)/\(URL(fileURLWithPath: path).lastPathComponent)")
    try FileManager.default.createDirectory(
      atPath: folder.path(version), withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Repository.path(path), toPath: target)
    let file = URL(fileURLWithPath: "\(target)/Chart.yaml")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      $0.hasPrefix("version:") ? "version: \(version)" : $0
    }
    try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    return target
  }

  private static func verify(_ arguments: [String]) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(
      ["verify", "--kube-version", "1.31", "-o", "json"] + arguments,
      environment: ["PATH": try HelmProgram.any.searchPath])
  }

  private static let charts = [
    "Tests/Fixtures/Charts/k8s-watcher", "Tests/Fixtures/Charts/komodor-agent",
    "charts/k8s-watcher",
  ]

  @Test(arguments: charts, ["0.0.0", "0.0.0-dev"])
  func aVersionThatNeverWasChangesNoVerdict(chart: String, version: String) throws {
    let checkout = try copy(chart, version: version)
    let settings = chart.hasPrefix("charts") ? ["--set", "watcher.clusterName=x"] : []
    let right = try Self.verify(["--chart", chart] + settings)
    let told = try Self.verify(["--chart", checkout] + settings)
    #expect(told.status == right.status, "\(told.error)")
    let verdicts = try [right, told].map { outcome in
      try outcome.json()["actions"].array.map { [$0["id"].string, $0["verdict"].string] }
    }
    #expect(verdicts[0] == verdicts[1])
    // A chart of rolefit's is known by the catalog that it carries.
    let isOurs = chart.hasPrefix("charts")
    #expect(told.error.contains("Chart.yaml says version \(version)") != isOurs, "\(told.error)")
  }

  @Test func theMatrixHasItsSwitches() throws {
    let checkout = try copy("Tests/Fixtures/Charts/k8s-watcher", version: "0.0.0")
    let matrix = try Self.verify(["--matrix", "--matrix-switches", "actions", "--chart", checkout])
    #expect(matrix.status == 1, "\(matrix.error)")
    #expect(try matrix.json()["summary"]["combinations"].number == 32)
  }

  @Test func valuesOverItAreReadByItsOwn() throws {
    let checkout = try copy("Tests/Fixtures/Charts/k8s-watcher", version: "0.0.0")
    let values = try folder.write(
      "watcher: {actions: {basic: true, advanced: false, podExec: false, portforward: false}}\n"
        + "helm: {enableActions: false}\n", to: "values.yaml")
    let outcome = try Self.verify(["--chart", checkout, "--values", values])
    let ids = try outcome.json()["actions"].array.compactMap { $0["id"].string }
    #expect(ids.contains("delete:pod") && !ids.contains("exec:pod"), "\(ids)\(outcome.error)")
  }

  @Test func valuesWithoutASwitchAreNotKnown() throws {
    let checkout = try copy("Tests/Fixtures/Charts/k8s-watcher", version: "0.0.0")
    try "image: {repository: x}\n".write(
      toFile: "\(checkout)/values.yaml", atomically: true, encoding: .utf8)
    for name in ["_helpers.tpl", "clusterrole.yaml", "deployment.yaml", "binding.yaml"] {
      try? FileManager.default.removeItem(atPath: "\(checkout)/templates/\(name)")
    }
    let outcome = try Self.verify(["--chart", checkout])
    #expect(outcome.status == 3, "\(outcome.error)")
    #expect(outcome.error.contains("--dialect NAME@VERSION"), "\(outcome.error)")
  }

  @Test func aVersionOlderThanAllIsNoDialect() throws {
    let outcome = try Self.verify([
      "--chart", "Tests/Fixtures/Charts/k8s-watcher", "--dialect", "k8s-watcher@0.0.1",
    ])
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("the oldest is 0.1.0"), "\(outcome.error)")
  }
}
