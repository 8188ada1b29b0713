// SPDX-License-Identifier: Apache-2.0

import Host
import TestSupport
import Testing

/// What tests count on of `helm`, whichever it is.
@Suite(.enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped))
struct HelmProgramTests {
  private let chart: TemporaryDirectory

  init() throws {
    chart = try TemporaryDirectory()
    try chart.write("apiVersion: v2\nname: demo\nversion: 0.1.0\n", to: "Chart.yaml")
    try chart.write("table:\n  kept: true\nnumber: 1\ntext: a\n", to: "values.yaml")
    try chart.write(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: {{ .Release.Name }}
        namespace: {{ .Release.Namespace }}
      data:
        values: {{ toJson .Values | quote }}
        isUpgrade: {{ .Release.IsUpgrade | quote }}
        version: {{ .Capabilities.KubeVersion.Version }}
        extra: {{ .Capabilities.APIVersions.Has "demo.example.com/v1" | quote }}

      """, to: "templates/a.yaml")
    try chart.write(
      "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: first\n", to: "templates/z.yaml")
    try chart.write(
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: check
        annotations:
          "helm.sh/hook": test

      """, to: "templates/check.yaml")
    try chart.write(
      "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n", to: "crds/c.yaml")
  }

  private func template(
    _ arguments: [String], with helm: HelmProgram
  ) throws -> RolefitBinary.Outcome {
    try helm.run(["template", "demo", chart.path] + arguments)
  }

  @Test(.enabled(if: HelmProgram.three != nil, "needs Helm 3: scripts/setup test"))
  func helm3IsOnItsSearchPath() throws { try expectOnSearchPath(.three, version: "v3.") }

  @Test(.enabled(if: HelmProgram.four != nil, "needs Helm 4: scripts/setup test"))
  func helm4IsOnItsSearchPath() throws { try expectOnSearchPath(.four, version: "v4.") }

  private func expectOnSearchPath(_ program: HelmProgram?, version: String) throws {
    let helm = try #require(program)
    let result = try Program.run(
      "/bin/sh", ["-c", "helm version --short"], environment: ["PATH": helm.searchPath],
      limit: 1 << 12)
    let output = String(decoding: result.output, as: UTF8.self)
    #expect(output.hasPrefix(version), "\(output)\(result.error)")
    #expect(HelmProgram.all.contains(helm))
  }

  @Test(arguments: HelmProgram.all)
  func ordersManifestsAsAnInstallDoesAndHooksLast(helm: HelmProgram) throws {
    let outcome = try template(["--namespace", "n"], with: helm)
    #expect(outcome.status == 0, "\(outcome.error)")
    let kinds = outcome.output.split(separator: "\n").filter { $0.hasPrefix("kind: ") }
    #expect(kinds == ["kind: Namespace", "kind: ConfigMap", "kind: Pod"])
    #expect(outcome.output.contains("namespace: n\n"))
    #expect(outcome.error.isEmpty)
  }

  @Test(
    arguments: HelmProgram.all,
    [
      (["--set", "number=2,text=null,table.kept=false"], #"{"number":2,"table":{"kept":false}}"#),
      (["--set-string", "number=2"], #"{"number":"2","table":{"kept":true},"text":"a"}"#),
      (["--set-json", #"table={"more":[1]}"#], #""table":{"kept":true,"more":[1]},"text":"a"}"#),
      (["--set", "number=3", "--set-json", "number=2"], #"{"number":3,"#),
    ])
  func takesValuesAsHelmDoes(
    helm: HelmProgram, setting: (arguments: [String], values: String)
  ) throws {
    let outcome = try template(setting.arguments, with: helm)
    let expected = setting.values.split(separator: "\"").joined(separator: #"\""#)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.output.contains(expected), "\(outcome.output)")
  }

  @Test(arguments: HelmProgram.all)
  func aTableInPlaceOfAValueIsWarnedOf(helm: HelmProgram) throws {
    let outcome = try template(["--set", "table.kept.more=1"], with: helm)
    #expect(outcome.status == 0)
    #expect(outcome.error.contains("demo.table.kept is a table"))
  }

  @Test(arguments: HelmProgram.all)
  func knowsTheClusterThatItIsToldOf(helm: HelmProgram) throws {
    let outcome = try template(
      [
        "--is-upgrade", "--kube-version", "1.27.0", "--api-versions", "demo.example.com/v1",
        "--show-only", "templates/a.yaml",
      ], with: helm)
    #expect(outcome.output.contains("isUpgrade: \"true\""), "\(outcome.error)")
    #expect(outcome.output.contains("version: v1.27.0"))
    #expect(outcome.output.contains("extra: \"true\""))
    #expect(!outcome.output.contains("kind: Namespace"))
    #expect(try template(["--show-only", "templates/none.yaml"], with: helm).status == 1)
    let crd = "CustomResourceDefinition"
    #expect(try template(["--include-crds"], with: helm).output.contains(crd))
    #expect(try !template([], with: helm).output.contains(crd))
  }

  @Test(arguments: HelmProgram.all)
  func whatTheSchemaForbidsIsRefused(helm: HelmProgram) throws {
    try chart.write(
      #"{"properties": {"number": {"maximum": 5}}}"#, to: "values.schema.json")
    #expect(try template(["--set", "number=5"], with: helm).status == 0)
    let refused = try template(["--set", "number=6"], with: helm)
    #expect(refused.status == 1)
    #expect(refused.error.contains("number"))
  }

  @Test(arguments: HelmProgram.all)
  func lintTellsAWarningFromAnErrorUnlessItIsStrict(helm: HelmProgram) throws {
    try chart.write(
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: Not_A_Name\n",
      to: "templates/odd.yaml")
    #expect(try helm.run(["lint", chart.path]).status == 0)
    let strict = try helm.run(["lint", "--strict", chart.path])
    #expect(strict.status == 1)
    #expect(strict.output.contains("[WARNING] templates/odd.yaml"))
    #expect(strict.error.contains("1 chart(s) failed"))
  }
}
