// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import KubernetesAPI

/// What an upgrade is to come to. What is not named stays as it is.
struct UpgradeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The agent's version to come", valueName: "version"))
  var toAgent: String?

  @Option(
    help: ArgumentHelp(
      "The version of the chart to come, or another chart with its version",
      valueName: "[name@]version"))
  var toChart: String?

  @Option(help: ArgumentHelp("The Kubernetes version to come", valueName: "version"))
  var toKube: String?

  @Option(
    name: .customLong("new"),
    help: ArgumentHelp(
      "The manifests that the upgrade will apply: a file or a folder (repeatable)",
      valueName: "file"))
  var newFiles: [String] = []

  /// The chart's values to come: its version of the dialect that is used now.
  func dialect(from old: DialectVersion?, _ catalog: Catalog) throws(Failure) -> DialectVersion? {
    guard let word = toChart else { return old }
    let name = (old ?? catalog.defaultDialect)?.dialect.name
    do {
      if word.contains("@") || name == nil { return try catalog.dialect(word) }
      return try catalog.dialect("\(name ?? "")@\(word)")
    } catch {
      throw .usage("--to-chart: \(error.description)")
    }
  }

  /// The version of the chart to come, without the chart's name.
  var chartVersion: String? {
    toChart.map { word in word.split(separator: "@").last.map(String.init) ?? word }
  }

  func agent() throws(Failure) -> AgentVersion? {
    guard let text = toAgent else { return nil }
    guard let version = AgentVersion(text) else {
      throw .usage("--to-agent: '\(text)' is no agent version", remedy: "write it like 0.1.173")
    }
    return version
  }

  func kubernetes() throws(Failure) -> KubernetesVersion? {
    guard let text = toKube else { return nil }
    guard let version = KubernetesVersion(text) else {
      throw .usage("--to-kube: '\(text)' is no Kubernetes version", remedy: "write it like 1.31")
    }
    guard APITable.supportedVersions.contains(version) else {
      throw .usage(
        "--to-kube: Kubernetes \(version) is not in the table",
        remedy: "known are \(APITable.supportedVersions.lowerBound) to "
          + "\(APITable.supportedVersions.upperBound)")
    }
    return version
  }
}
