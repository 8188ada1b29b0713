// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@Suite(.enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped))
struct HelmRenderingTests {
  let chart: TemporaryDirectory

  init() throws {
    chart = try TemporaryDirectory()
    try chart.write("apiVersion: v2\nname: demo\nversion: 0.1.0\n", to: "demo/Chart.yaml")
    try chart.write("count: 1\nnested:\n  kept: true\n", to: "demo/values.yaml")
    try chart.write("read this\n", to: "demo/templates/NOTES.txt")
    try chart.write(
      """
      kind: Demo
      metadata:
        name: {{ .Release.Name }}
        namespace: {{ .Release.Namespace }}
      count: {{ required "no count" .Values.count }}
      kept: {{ .Values.nested.kept }}

      """, to: "demo/templates/demo.yaml")
  }

  @Test(arguments: HelmProgram.all)
  func rendersWithTheChartsDefaultsBeneath(helm: HelmProgram) throws {
    let path = chart.path("demo")
    let rendering = try helm.render(chart: path, values: ["count": 3], name: "r", namespace: "n")
    #expect(
      rendering.manifests == """
        ---
        # Source: demo/templates/demo.yaml
        kind: Demo
        metadata:
          name: r
          namespace: n
        count: 3
        kept: true

        """)
    #expect(rendering.warnings.isEmpty)
    #expect(try helm.render(chart: path, valuesYAML: "count: 7").manifests.contains("count: 7"))
  }

  @Test(arguments: HelmProgram.all)
  func saysWhatHelmRefused(helm: HelmProgram) throws {
    let refusal = #expect(throws: HelmProgram.Refusal.self) {
      try helm.render(chart: chart.path("demo"), values: ["count": nil])
    }
    #expect(refusal?.description.contains("no count") == true, "\(refusal as Any)")
  }

  @Test(arguments: HelmProgram.all)
  func rendersManyTogetherInTheirOrder(helm: HelmProgram) throws {
    let renderings = try helm.renderTogether(
      chart: chart.path("demo"), each: (0..<70).map { ["count": .number(Double($0))] })
    let counts = renderings.map { $0.manifests.split(separator: "\n").suffix(2).first }
    #expect(counts == (0..<70).map { "count: \($0)" })
  }

  @Test(arguments: HelmProgram.all)
  func readsValuesAsHelmDoes(helm: HelmProgram) throws {
    let values = try JSON(parsing: try helm.valuesJSON(of: "a: on\nb: 0x1f\nc: 12:30\n"))
    #expect(values == ["a": true, "b": 31, "c": "12:30"])
    #expect(throws: HelmProgram.Refusal.self) { try helm.valuesJSON(of: "a: [") }
  }
}
