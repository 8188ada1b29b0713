// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// `lint` on charts: rendered by Helm with `--chart`, and met in a folder.
struct LintChartTests {
  /// A chart whose role is wrong where `write` is set, and right where it is not.
  private static let files = [
    "Chart.yaml": "apiVersion: v2\nname: harbour\nversion: 1.0.0\n",
    "values.yaml": "write: true\n",
    "templates/account.yaml": """
    apiVersion: v1
    kind: ServiceAccount
    metadata:
      name: {{ .Release.Name }}
      namespace: {{ .Release.Namespace }}

    """,
    "templates/rbac/role.yaml": """
    {{- define "harbour.verbs" -}}
    [get, list{{ if .Values.write }}, watch{{ end }}]
    {{- end }}
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: {{ .Release.Name }}
    rules:
    - apiGroups: [""]
      resources: [{{ if .Values.write }}deployments{{ else }}pods{{ end }}]
      verbs: {{ include "harbour.verbs" . }}

    """,
    "templates/rbac/binding.yaml": """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata:
      name: {{ .Release.Name }}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {{ .Release.Name }}}
    subjects:
    - kind: ServiceAccount
      name: {{ .Release.Name }}
      namespace: {{ .Release.Namespace }}

    """,
  ]

  private let folder: TemporaryDirectory
  private let chart: String

  init() throws {
    folder = try TemporaryDirectory()
    for (name, text) in Self.files { _ = try folder.write(text, to: "charts/harbour/\(name)") }
    chart = folder.path("charts/harbour")
  }

  private func lint(
    _ arguments: [String], with helm: HelmProgram
  ) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(["lint"] + arguments, environment: ["PATH": helm.searchPath])
  }

  @Test(
    .enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped), arguments: HelmProgram.all)
  func aFaultIsFoundInTheOutputOfItsTemplate(helm: HelmProgram) throws {
    let outcome = try lint(["--chart", chart, "-o", "json"], with: helm)
    #expect(outcome.status == 1, "\(outcome.error)")
    let findings = try outcome.json()["findings"].array
    #expect(findings.compactMap { $0["rule"].string } == ["wrong-api-group"], "\(outcome.output)")
    let finding = try #require(findings.first)
    // The place is the one that somebody finds who runs helm themselves.
    let rendered = try helm.run(["template", "rolefit", chart]).output
      .split(separator: "\n", omittingEmptySubsequences: false)
    let line = Int(try #require(finding["line"].number))
    #expect(rendered[line - 1] == "  resources: [deployments]")
    let text = try lint(["--chart", chart], with: helm)
    let place = "helm template \(chart):\(line):15 [harbour/templates/rbac/role.yaml]: error: "
    #expect(text.output.hasPrefix("1 error in 1 file\n\n\(place)"), "\(text.output)")
  }

  @Test(
    .enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped), arguments: HelmProgram.all)
  func valuesSayWhatIsJudged(helm: HelmProgram) throws {
    let values = try folder.write("write: false\n", to: "off.yaml")
    for arguments in [["--set", "write=false"], ["--values", values]] {
      let outcome = try lint(["--chart", chart] + arguments, with: helm)
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
      #expect(outcome.output == "no findings\n")
    }
  }

  @Test(
    .enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped), arguments: HelmProgram.all)
  func aChartThatDoesNotRenderCannotBeJudged(helm: HelmProgram) throws {
    try folder.write("{{ fail \"no name\" }}\n", to: "charts/harbour/templates/check.yaml")
    let outcome = try lint(["--chart", chart], with: helm)
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("no name"), "\(outcome.error)")
  }

  @Test func ofAFolderEachChartThatWasLeftOutIsNamedOnce() throws {
    for name in ["Chart.yaml", "templates/account.yaml"] {
      let text = try #require(Self.files[name])
      try folder.write(text, to: "charts/a pier/\(name)")
    }
    let outcome = try RolefitBinary.run(["lint", folder.path])
    #expect(outcome.status == 0, "\(outcome.output)")
    let pier = "'\(folder.path("charts/a pier"))'"
    let told = """
      rolefit: 1 template of the chart \(pier) was left out: lint it with --chart \(pier)
      rolefit: 3 templates of the chart \(chart) were left out: lint it with --chart \(chart)

      """
    #expect(outcome.error == told)
  }
}
