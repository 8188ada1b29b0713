// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Host
import TestSupport
import Testing
import Tools
import YAMLSyntax

/// Rendering with many settings in few runs of a real helm gives what a run for each gives.
@Suite(.enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped))
struct ChartRenderingsTests {
  /// The helm that tests run.
  private struct RealHelm: ToolRunner {
    func run(_ call: ToolCall) throws(HostError) -> Program.Result {
      try Program.run(
        HelmProgram.all.first?.path ?? call.program, call.arguments, input: call.input,
        limit: 1 << 28, seconds: call.seconds)
    }
  }

  private static let helm = Helm(RealHelm())

  /// Every combination of a boolean value for each key.
  private static func settings(_ keys: [String]) -> [[HelmSetting]] {
    (0..<(1 << keys.count)).map { bits in
      keys.enumerated().map { place, key in
        HelmSetting(.set, "\(key)=\(bits & (1 << place) != 0)")
      }
    }
  }

  /// What came of each of the settings: the text, or the messages of the refusal.
  private static func texts(_ outcomes: [ChartRenderings.Outcome]) -> [String] {
    outcomes.map { outcome in
      switch outcome {
      case .success(let rendered): String(decoding: rendered.text.bytes, as: UTF8.self)
      case .failure(let failure): "refused: \(failure.diagnostics.map(\.message))"
      }
    }
  }

  private static func compare(
    _ installation: ChartInstallation, _ settings: [[HelmSetting]]
  ) -> (isSame: Bool, obstacle: String?) {
    var shared = ChartRenderings(helm, installation, count: settings.count)
    var single = ChartRenderings(helm, installation, count: 1)
    let outcomes = shared.render(settings)
    let alone = settings.flatMap { single.render([$0]) }
    let sections = outcomes.map { try? $0.get().text.range(0..<1).section }
    return (
      texts(outcomes) == texts(alone)
        && sections == alone.map { try? $0.get().text.range(0..<1).section },
      shared.obstacle
    )
  }

  @Test(arguments: [
    (
      "charts/k8s-watcher",
      [
        "watcher.actions.basic", "watcher.actions.advanced",
        "watcher.allowReadingPodLogs", "serviceAccount.create",
      ]
    ),
    (
      "Tests/Fixtures/Charts/harbour-agent",
      [
        "capabilities.actions", "allowReadAll", "createRbac",
        "serviceAccount.create",
      ]
    ),
    (
      "Tests/Fixtures/Charts/k8s-watcher",
      [
        "watcher.actions.basic", "watcher.actions.advanced",
        "watcher.actions.podExec",
      ]
    ),
    ("Tests/Fixtures/Charts/rejected", ["actions.scale", "actions.delete", "actions.rerun"]),
  ])
  func aChartIsRenderedAsByItself(path: String, keys: [String]) throws {
    let chart = try Chart(opening: Repository.path(path))
    let installation = ChartInstallation(of: chart, namespace: "ferry", release: "night")
    let (isSame, obstacle) = Self.compare(installation, Self.settings(keys))
    #expect(isSame)
    #expect(obstacle == nil)
  }

  /// A chart with this template, beside hooks, a test, checksums and values of every kind.
  private static func chart(
    _ template: String, _ folder: TemporaryDirectory
  ) throws -> ChartInstallation {
    try folder.write(
      "apiVersion: v2\nname: tug\nversion: 1.2.3\nappVersion: '7'\n", to: "Chart.yaml")
    try folder.write(
      """
      a: true
      b: false
      c: true
      empty:
      number: 12345678
      float: 1.50
      text: "{{ .Release.Name }}"

      """, to: "values.yaml")
    try folder.write("templates/draft.yaml\n", to: ".helmignore")
    try folder.write("{{ fail \"drafts are left out\" }}\n", to: "templates/draft.yaml")
    try folder.write(template, to: "templates/z.yaml")
    try folder.write(
      """
      {{- if .Values.a }}
      kind: Role
      metadata: {name: "{{ .Chart.Name }}-{{ .Values.number }}"}

      ---
      kind: ConfigMap
      metadata:
        name: tug
        annotations:
          sum: {{ include (print $.Template.BasePath "/z.yaml") . | sha256sum }}
      data:
        float: "{{ .Values.float }}"
        text: |
          ---
          # Source: tug/templates/z.yaml


      {{- end }}
      """, to: "templates/a.yaml")
    try folder.write(
      """
      {{- if .Values.b }}
      kind: Job
      metadata:
        name: hook
        annotations: {"helm.sh/hook": pre-install}
      {{- end }}
      """, to: "templates/hook.yaml")
    let values = "number: 1000000\nextra: {list: [1, 2.5, x]}\n"
    try folder.write(values, to: "more.yaml")
    return ChartInstallation(
      of: try Chart(opening: folder.path), release: "night",
      valuesFiles: [folder.path("more.yaml")], settings: [HelmSetting(.set, "number=2000000")])
  }

  @Test(arguments: [
    "kind: Secret\nmetadata: {name: a}\ndata: {b: {{ .Values.c }}}\n",
    "{{- if .Values.c }}kind: Secret\n\n\n{{ end }}",
    #"{{ if and .Values.a .Values.b }}{{ fail "both" }}{{ end }}"#,
    "text: {{ tpl .Values.text . }}\n",
    "lists: {{ toYaml .Values.extra | nindent 2 }}\n",
  ])
  func hooksBlanksAndRefusalsComeOutAsByThemselves(template: String) throws {
    let folder = try TemporaryDirectory()
    let installation = try Self.chart(template, folder)
    let (isSame, obstacle) = Self.compare(installation, Self.settings(["a", "b", "c"]))
    #expect(isSame)
    #expect(obstacle == nil)
  }

  @Test(arguments: [
    ("name: {{ .Template.Name }}\n", ".Template.Name"),
    ("values: {{ toYaml .Values | nindent 2 }}\n", ".Values"),
    ("secret: {{ randAlphaNum 8 | len }}\n", "randAlphaNum"),
    (#"found: {{ lookup "v1" "Secret" "" "a" | len }}"#, "lookup"),
  ])
  func whatMayDifferIsRenderedByItself(template: String, word: String) throws {
    let folder = try TemporaryDirectory()
    let installation = try Self.chart(template, folder)
    let (isSame, obstacle) = Self.compare(installation, Self.settings(["a", "b", "c"]))
    #expect(isSame)
    #expect(obstacle?.contains("`\(word)`") == true)
  }

  @Test func aSchemaIsAskedAboutEverySetting() throws {
    let folder = try TemporaryDirectory()
    let installation = try Self.chart("a: 1\n", folder)
    try folder.write(
      """
      {"type": "object", "additionalProperties": false, "properties": {"a": {"const": true},
        "b": {}, "c": {}, "empty": {}, "number": {}, "float": {}, "text": {}, "extra": {}}}
      """, to: "values.schema.json")
    let settings = Self.settings(["a", "b", "c"])
    #expect(Self.compare(installation, settings).isSame)
    let allowed = settings.filter { $0[0].text == "a=true" }
    #expect(Self.compare(installation, allowed + allowed) == (true, nil))
  }
}
