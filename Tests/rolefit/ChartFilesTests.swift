// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// `charts/k8s-watcher` as its users meet it: through Helm.
@Suite(.enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped))
struct ChartFilesTests {
  private static let chart = "charts/k8s-watcher"

  private func template(
    _ arguments: [String], with helm: HelmProgram
  ) throws -> RolefitBinary.Outcome {
    try helm.run(
      ["template", "k8s-watcher", Self.chart, "--namespace", "komodor"] + arguments)
  }

  @Test(
    arguments: HelmProgram.all,
    [
      [], ["--set", "watcher.actions=true"], ["--set", "watcher.actions.basic=true"],
      ["--set", "watcher.watchNamespace={shop,till},watcher.actions.advanced=true"],
    ])
  func lintsWithoutAWarning(helm: HelmProgram, arguments: [String]) throws {
    let outcome = try helm.run(["lint", "--strict", Self.chart] + arguments)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    #expect(!outcome.output.contains("[WARNING]") && !outcome.error.contains("warning"))
  }

  @Test(
    arguments: HelmProgram.all,
    [
      "watcher.actions=true", "watcher.actions=false", "watcher.actions=null",
      "watcher.actions.basic=true", "watcher.actions.scale:deployment=true", "global.team=a",
      "watcher.actions.drain:node=true",
      "watcher.actions.drain:node=true,watcher.actions.cordon:node=true",
      """
      watcher.actions.drain:node=true,watcher.actions.cordon:node=false,watcher.actions.advanced=true
      """,
    ])
  func takesTheDocumentedValuesWithoutAWarning(helm: HelmProgram, values: String) throws {
    let outcome = try template(["--set", values], with: helm)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(!outcome.error.contains("warning"), "\(outcome.error)")
  }

  @Test(
    arguments: HelmProgram.all,
    [
      "watcher.actions.scaleEverything=true", "watcher.actions.basic=yes", "actions.basic=true",
      "watcher.actions.drain:node=true,watcher.actions.cordon:node=false",
      "image.digest=latest", "watcher.resources.pods=true",
    ])
  func refusesWhatItDoesNotKnow(helm: HelmProgram, values: String) throws {
    let outcome = try template(["--set", values], with: helm)
    #expect(outcome.status != 0)
    #expect(outcome.error.contains("schema"), "\(outcome.error)")
  }

  @Test(arguments: HelmProgram.all)
  func theKeyStandsInItsSecretAlone(helm: HelmProgram) throws {
    let key = "0123-secret-key"
    let outcome = try template(["--set", "apiKey=\(key),watcher.actions=true"], with: helm)
    #expect(!outcome.output.contains(key))
    let encoded = Data(key.utf8).base64EncodedString()
    #expect(outcome.output.split(separator: "\n").count { $0.contains(encoded) } == 1)
    let existing = try template(["--set", "apiKey=\(key),existingSecret=mine"], with: helm)
    #expect(!existing.output.contains(encoded) && !existing.output.contains("kind: Secret"))
    #expect(existing.output.contains("name: mine"))
  }

  @Test(arguments: HelmProgram.all)
  func anAccountThatIsThereIsBound(helm: HelmProgram) throws {
    let outcome = try template(
      [
        "--set", "serviceAccount.create=false,serviceAccount.name=theirs,commonLabels.team=shop",
        "--set", "image.digest=sha256:\(String(repeating: "a", count: 64))",
      ], with: helm)
    #expect(!outcome.output.contains("kind: ServiceAccount\nmetadata"))
    #expect(outcome.output.contains("- kind: ServiceAccount\n  name: theirs"))
    #expect(outcome.output.contains("team: shop"))
    #expect(outcome.output.contains("@sha256:aaaa"))
  }

  @Test(arguments: HelmProgram.all)
  func itsValuesAreReadAsItsTemplatesReadThem(helm: HelmProgram) throws {
    let folder = try TemporaryDirectory()
    for (values, rules) in [
      ("watcher: {actions: true}", "scale:deployment,scale:statefulset,delete:pod"),
      ("watcher: {actions: false}", "none"), ("watcher: {actions: null}", "none"),
      ("watcher: {actions: {basic: true, exec:pod: true}}", "basic,exec:pod"),
    ] {
      let file = try folder.write(values + "\n", to: "values.yaml")
      let outcome = try RolefitBinary.run(
        [
          "verify", "--chart", Self.chart, "--values", file, "--namespace", "komodor",
          "--service-account", "komodor:k8s-watcher", "--capabilities", "default", "--fail-on",
          "missing,excess",
        ], environment: ["PATH": helm.searchPath])
      #expect(outcome.status == 0, "\(values): \(outcome.output)\(outcome.error)")
      let named = try RolefitBinary.run(["rules", "--actions", rules])
      let read = try RolefitBinary.run([
        "rules", "--values", file, "--catalog", "\(Self.chart)/files/rolefit.yaml",
      ])
      #expect(named.output == read.output, "\(values): \(read.error)")
    }
  }

  /// Whether `scripts/setup test` installed what judges schemas.
  private static let hasSchemaJudge =
    (try? String(contentsOfFile: Repository.path(".venv/installed"), encoding: .utf8))?
    .contains("jsonschema") ?? false

  @Test(.enabled(if: hasSchemaJudge, "needs a judge of JSON schemas: scripts/setup test"))
  func theSchemaIsValidAndRefusesUnknownSwitches() throws {
    let python = Repository.path(".venv/bin/python")
    let script = """
      import json, jsonschema
      schema = json.load(open("\(Repository.path(Self.chart))/values.schema.json"))
      assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
      jsonschema.Draft202012Validator.check_schema(schema)
      check = jsonschema.Draft202012Validator(schema)
      assert check.is_valid({"watcher": {"actions": {"basic": True}}, "global": {"a": 1}})
      assert not check.is_valid({"watcher": {"actions": {"basics": True}}})
      assert not check.is_valid({"watcher": {"actions": {"drain:node": True, "cordon:node": False}}})
      """
    let result = try Program.run(python, ["-c", script], limit: 1 << 20)
    #expect(result.status == 0, "\(result.error)")
  }
}
