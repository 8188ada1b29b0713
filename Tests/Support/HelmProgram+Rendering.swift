// SPDX-License-Identifier: Apache-2.0

import Foundation

extension HelmProgram {
  /// Helm refused a chart or its values, in Helm's own words.
  package struct Refusal: Error, Hashable, CustomStringConvertible {
    package var description: String
  }

  /// What `helm template` printed.
  package struct Rendering: Hashable, Sendable {
    package var manifests: String
    /// What Helm said on standard error, such as that a value was put in place of a table.
    package var warnings: String
  }

  /// Renders a chart's folder or archive with `valuesYAML`, the text of a values file.
  package func render(
    chart: String, valuesYAML: String, name: String = "release-name", namespace: String = "default"
  ) throws -> Rendering {
    let outcome = try run(
      ["template", name, chart, "--namespace", namespace, "--values", "-"], input: valuesYAML)
    guard outcome.status == 0 else { throw Refusal(description: outcome.error) }
    return Rendering(manifests: outcome.output, warnings: outcome.error)
  }

  /// As `render(chart:valuesYAML:)`, with values that are made here.
  package func render(
    chart: String, values: JSON = [:], name: String = "release-name", namespace: String = "default"
  ) throws -> Rendering {
    try render(chart: chart, valuesYAML: values.text, name: name, namespace: namespace)
  }

  /// The manifests of a chart's folder, which has the chart's name, with each of `values`.
  ///
  /// Each is an alias of the chart in one parent chart, which is Helm's own way to install a chart
  /// several times: six times as fast as one by one. Names of objects have the alias in them, and
  /// null in `values` is what it is to a subchart.
  package func renderTogether(
    chart: String, each values: [JSON], name: String = "release-name",
    namespace: String = "default"
  ) throws -> [Rendering] {
    // More at once are not faster: each brings the chart's templates along.
    let batch = 64
    return try stride(from: 0, to: values.count, by: batch).flatMap { start in
      try renderAliases(
        of: chart, each: Array(values[start..<min(start + batch, values.count)]), name: name,
        namespace: namespace)
    }
  }

  private func renderAliases(
    of chart: String, each values: [JSON], name: String, namespace: String
  ) throws -> [Rendering] {
    let parent = try TemporaryDirectory()
    let title = URL(fileURLWithPath: chart).lastPathComponent
    let dependencies: [JSON] = values.indices.map { index in
      ["name": .string(title), "version": ">=0.0.0-0", "alias": .string("alias\(index)")]
    }
    try parent.write(
      JSON.object([
        "apiVersion": "v2", "name": "parent", "version": "1.0.0",
        "dependencies": .array(dependencies),
      ]).text, to: "Chart.yaml")
    try FileManager.default.createDirectory(
      atPath: parent.path("charts"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: chart, toPath: parent.path("charts/\(title)"))
    let named = values.enumerated().map { ("alias\($0)", $1) }
    let rendered = try render(
      chart: parent.path, values: .object(Dictionary(uniqueKeysWithValues: named)), name: name,
      namespace: namespace)
    let mark = "---\n# Source: "
    let documents = rendered.manifests.components(separatedBy: mark).dropFirst()
    let ofAlias = Dictionary(grouping: documents) { document in
      String(document.split(separator: "/", maxSplits: 3)[2])
    }
    return named.map { alias, _ in
      let manifests = (ofAlias[alias] ?? []).map { mark + $0 }.joined()
      return Rendering(manifests: manifests, warnings: rendered.warnings)
    }
  }

  /// What a template finds in `.Values` when Helm is given this text as a values file, as JSON.
  package func valuesJSON(of text: String) throws -> [UInt8] {
    let chart = try TemporaryDirectory()
    try chart.write("apiVersion: v2\nname: values\nversion: 1.0.0\n", to: "Chart.yaml")
    try chart.write(
      "kind: Values\nvalues: {{ .Values | toJson | b64enc }}\n", to: "templates/values.yaml")
    let lines = try render(chart: chart.path, valuesYAML: text).manifests.split(separator: "\n")
    let mark = "values: "
    guard let line = lines.first(where: { $0.hasPrefix(mark) }),
      let json = Data(base64Encoded: String(line.dropFirst(mark.count)))
    else { throw Refusal(description: "there are no values in \(lines)") }
    return Array(json)
  }
}
