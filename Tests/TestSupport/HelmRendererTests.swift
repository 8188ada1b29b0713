// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@Suite(.enabled(if: HelmRenderer.isAvailable, HelmRenderer.whySkipped))
struct HelmRendererTests {
  let chart: TemporaryDirectory

  init() throws {
    chart = try TemporaryDirectory()
    try chart.write("apiVersion: v2\nname: demo\nversion: 0.1.0\n", to: "Chart.yaml")
    try chart.write("count: 1\nnested:\n  kept: true\n", to: "values.yaml")
    try chart.write("read this\n", to: "templates/NOTES.txt")
    try chart.write(
      """
      kind: Demo
      metadata:
        name: {{ .Release.Name }}
        namespace: {{ .Release.Namespace }}
      count: {{ required "no count" .Values.count }}
      kept: {{ .Values.nested.kept }}

      """, to: "templates/demo.yaml")
  }

  @Test func rendersWithTheChartsDefaultsBeneath() throws {
    let manifests = try HelmRenderer.render(
      chart: chart.path, values: ["count": 3], name: "r", namespace: "n")
    #expect(
      manifests == """
        ---
        # Source: demo/templates/demo.yaml
        kind: Demo
        metadata:
          name: r
          namespace: n
        count: 3
        kept: true

        """)
    #expect(try HelmRenderer.render(chart: chart.path, valuesYAML: "count: 7").contains("count: 7"))
  }

  @Test func answersManyAndSaysWhichWereRefused() throws {
    let results = try HelmRenderer.render(
      chart: chart.path, each: [["count": 1], ["count": nil], ["count": 2]])
    #expect(try results[0].get().contains("count: 1"))
    #expect(try results[2].get().contains("count: 2"))
    #expect(throws: HelmRenderer.Refusal.self) { try results[1].get() }
  }

  @Test func readsValuesAsHelmDoes() throws {
    let results = try HelmRenderer.readValues(["a: on\nb: 0x1f\nc: 12:30\n", "a: ["])
    #expect(try results[0].get() == ["a": true, "b": 31, "c": "12:30"])
    #expect(throws: HelmRenderer.Refusal.self) { try results[1].get() }
  }
}
