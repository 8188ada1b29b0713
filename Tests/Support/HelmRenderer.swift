// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
package import Testing

/// Renders charts, and reads values, with the real Helm.
package enum HelmRenderer {
  /// Helm refused a chart or its values, with Helm's own message.
  package struct Refusal: Error, Hashable, CustomStringConvertible {
    package var description: String
  }

  /// Whether there is a helm here.
  package static let isAvailable = HelmProgram.isAvailable

  /// For `.enabled(if: HelmRenderer.isAvailable, HelmRenderer.whySkipped)`.
  package static let whySkipped = HelmProgram.whySkipped

  /// The manifests of a chart folder or archive, as `helm template` prints them.
  package static func render(
    chart: String, values: JSON = [:], name: String = "release-name",
    namespace: String = "default"
  ) throws -> String {
    try render(chart: chart, each: [values], name: name, namespace: namespace)[0].get()
  }

  /// As `render`, once for each of `values`, a few at a time.
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
    /// What Helm printed on standard error, such as that a value was put in place of a table.
    package var warnings: String
  }

  /// As `render`, with what Helm printed besides.
  package static func renderings(
    chart: String, each values: [JSON], name: String = "release-name",
    namespace: String = "default"
  ) throws -> [Result<Rendering, Refusal>] {
    let folder = try TemporaryDirectory()
    var files: [String] = []
    for (place, values) in values.enumerated() {
      files.append(try folder.write(values.text, to: "\(place).json"))
    }
    // The files have to be there until the last rendering.
    return withExtendedLifetime(folder) {
      Parallel.map(files, width: 2) { file in
        template(chart, ["--values", file], name: name, namespace: namespace)
      }
    }
  }

  /// As `render`, for one values file's text.
  package static func render(
    chart: String, valuesYAML: String, name: String = "release-name",
    namespace: String = "default"
  ) throws -> String {
    let folder = try TemporaryDirectory()
    let file = try folder.write(valuesYAML, to: "values.yaml")
    return try template(chart, ["--values", file], name: name, namespace: namespace)
      .get().manifests
  }

  /// What Helm 4 would print after an installation with these values.
  package static func notes(
    chart: String, values: JSON, name: String, namespace: String
  ) throws -> String {
    let folder = try TemporaryDirectory()
    let file = try folder.write(values.text, to: "values.json")
    guard let helm = HelmProgram.all.last else { throw Refusal(description: "there is no Helm 4") }
    // Helm 3 asks a cluster even for a dry run.
    let outcome = try helm.run([
      "install", name, chart, "--namespace", namespace, "--dry-run=client", "--output", "json",
      "--values", file,
    ])
    guard outcome.status == 0 else { throw Refusal(description: outcome.error) }
    return try outcome.json()["info"]["notes"].string ?? ""
  }

  /// What Helm reads from each of these values files. Keys with null are left out, as Helm does it.
  package static func readValues(_ texts: [String]) throws -> [Result<JSON, Refusal>] {
    let chart = try TemporaryDirectory()
    try chart.write("apiVersion: v2\nname: reader\nversion: 0.1.0\n", to: "Chart.yaml")
    try chart.write("read: {{ toJson .Values | b64enc }}\n", to: "templates/read.yaml")
    return try texts.map { text in
      let file = try chart.write(text, to: "given.yaml")
      return template(chart.path, ["--values", file], name: "r", namespace: "default")
        .flatMap { rendering in
          let line = rendering.manifests.split(separator: "\n").first { $0.hasPrefix("read: ") }
          guard let data = Data(base64Encoded: String(line?.dropFirst(6) ?? "")),
            let value = try? JSON(parsing: Array(data))
          else { return .failure(Refusal(description: rendering.manifests)) }
          return .success(value)
        }
    }
  }

  private static func template(
    _ chart: String, _ arguments: [String], name: String, namespace: String
  ) -> Result<Rendering, Refusal> {
    do {
      let outcome = try HelmProgram.run(
        ["template", name, chart, "--namespace", namespace] + arguments)
      guard outcome.status == 0 else {
        let message =
          outcome.error.hasPrefix("Error: ") ? outcome.error.dropFirst(7) : outcome.error[...]
        return .failure(Refusal(description: String(message.drop { $0.isNewline })))
      }
      return .success(Rendering(manifests: outcome.output, warnings: outcome.error))
    } catch {
      return .failure(Refusal(description: "\(error)"))
    }
  }
}
