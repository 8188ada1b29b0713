// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A chart that is deployed on a real server.
///
/// None makes custom resources: the server of the tests ends when one is created, by a fault of the
/// compiler that it was built with (go 1.18 and its reflect2).
struct DeployedChart: Sendable, CustomTestStringConvertible {
  let name: String
  /// Its folder, from the top folder.
  let path: String
  /// `--set` of the installation; `<shared>` is another namespace than the release's.
  var settings: [String] = []
  /// `--set` of the upgrade besides.
  var newSettings: [String] = []

  var testDescription: String { name }

  private init(_ name: String, settings: [String] = [], newSettings: [String] = []) {
    self.name = name
    path = name == "k8s-watcher" ? "charts/k8s-watcher" : "Tests/Fixtures/Deployer/\(name)"
    self.settings = settings
    self.newSettings = newSettings
  }

  /// Two with hooks, two with CRDs, one with its own roles.
  static let all = [
    DeployedChart("storefront", newSettings: ["ingress=true", "metrics=false"]),
    DeployedChart("ledger", newSettings: ["retries=4"]),
    DeployedChart("gauges", newSettings: ["unit=pint"]),
    DeployedChart(
      "tenants", settings: ["shared=<shared>"], newSettings: ["description=somebody else"]),
    DeployedChart(
      "k8s-watcher",
      settings: [
        "existingSecret=key", "watcher.clusterName=test", "watcher.watchNamespace=<shared>",
        "watcher.actions.scale:deployment=true",
      ], newSettings: ["watcher.actions.restart:daemonset=true"]),
  ]

  /// A copy of it with a later version, which each of its objects has in a label: so an upgrade
  /// changes all of them.
  func later(in folder: TemporaryDirectory) throws -> String {
    let copy = folder.path(name)
    try FileManager.default.copyItem(atPath: Repository.path(path), toPath: copy)
    let file = "\(copy)/Chart.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let lines = text.components(separatedBy: "\n").map {
      $0.hasPrefix("version:") ? "version: 99.0.0" : $0
    }
    try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    return copy
  }
}
