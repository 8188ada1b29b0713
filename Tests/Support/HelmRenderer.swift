// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
package import Testing

/// Helm's own engine, to render charts and to read values as Helm does.
///
/// `scripts/setup test` installs it into `.venv`.
package enum HelmRenderer {
  /// Helm refused a chart or its values, in Helm's own words.
  package struct Refusal: Error, Hashable, CustomStringConvertible {
    package var description: String
  }

  /// Whether the engine is installed here.
  package static let isAvailable = FileManager.default.fileExists(
    atPath: Repository.path(".venv/installed"))

  /// For `.enabled(if: HelmRenderer.isAvailable, HelmRenderer.whySkipped)`.
  package static let whySkipped: Comment = "needs the Helm engine: scripts/setup test"

  /// The manifests of a chart folder or archive, as `helm template` prints them.
  package static func render(
    chart: String, values: JSON = [:], name: String = "release-name",
    namespace: String = "default"
  ) throws -> String {
    try render(chart: chart, each: [values], name: name, namespace: namespace)[0].get()
  }

  /// As `render`, once for each of `values`, in one process: much faster than one by one.
  package static func render(
    chart: String, each values: [JSON], name: String = "release-name",
    namespace: String = "default"
  ) throws -> [Result<String, Refusal>] {
    try renderings(chart: chart, each: values, name: name, namespace: namespace)
      .map { $0.map(\.manifests) }
  }

  /// One chart with one set of values.
  package struct Rendering: Hashable, Sendable {
    /// As `helm template` prints them.
    package var manifests: String
    /// What Helm tells its user after an installation.
    package var notes: String
    /// What Helm said on standard error, such as that a value was put in place of a table.
    package var warnings: String
  }

  /// As `render`, with everything else that Helm said.
  package static func renderings(
    chart: String, each values: [JSON], name: String = "release-name",
    namespace: String = "default"
  ) throws -> [Result<Rendering, Refusal>] {
    let jobs: [JSON] = values.map {
      [
        "chart": .string(chart), "values": $0, "name": .string(name),
        "namespace": .string(namespace),
      ]
    }
    return try answers(to: jobs).map { answer in
      answer.map {
        Rendering(
          manifests: $0["manifests"].string ?? "", notes: $0["notes"].string ?? "",
          warnings: $0["warnings"].string ?? "")
      }
    }
  }

  /// As `render`, for one values file's text.
  package static func render(
    chart: String, valuesYAML: String, name: String = "release-name",
    namespace: String = "default"
  ) throws -> String {
    let job: JSON = [
      "chart": .string(chart), "valuesYAML": .string(valuesYAML), "name": .string(name),
      "namespace": .string(namespace),
    ]
    return try answers(to: [job])[0].get()["manifests"].string ?? ""
  }

  /// What Helm reads from each of these values files.
  package static func readValues(_ texts: [String]) throws -> [Result<JSON, Refusal>] {
    try answers(to: texts.map { ["yaml": .string($0)] }).map { $0.map { $0["values"] } }
  }

  private static func answers(to jobs: [JSON]) throws -> [Result<JSON, Refusal>] {
    let lines = jobs.map { $0.text + "\n" }.joined()
    let result = try Program.run(
      HelmProgram.standIn, ["--batch"], input: Array(lines.utf8),
      limit: 1 << 30)
    let answers = try result.output.split(separator: UInt8(ascii: "\n")).map {
      try JSON(parsing: $0)
    }
    guard result.status == 0, answers.count == jobs.count else {
      throw Refusal(description: "helm --batch ended with \(result.status): \(result.error)")
    }
    return answers.map { answer in
      answer["error"].string.map { .failure(Refusal(description: $0)) } ?? .success(answer)
    }
  }
}
