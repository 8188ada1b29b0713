// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// The reports that commands write, as their users ask for them.
struct ReportFormatTests {
  private static let formats = [
    "text", "json", "markdown", "html", "sarif", "junit", "github", "gitlab", "policyreport",
  ]
  private static let validated = ["sarif", "junit", "gitlab", "policyreport"]
  private static let canValidate = ReportValidator.canAll(validated)
  private static let verify = [
    "verify", "-", "--actions", SampleRole.actions, "--forbid", "exec:pod", "--fail-on", "any",
  ]

  /// Something of everything: a missing and a partial action, excess, a dead grant, a rejected
  /// object, a route to what is forbidden.
  private static let manifests =
    SampleRole.manifest(
      SampleRole.scale + """
        - {apiGroups: [""], resources: [secrets, pods/exec], verbs: [get, create]}
        - {apiGroups: [core], resources: [pods], verbs: [delete]}

        """) + "---\n"
    + SampleRole.manifest("- {apiGroups: [''], resources: [pods]}\n", name: "bad")

  private func folder() throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    try folder.write(Self.manifests, to: "role.yaml")
    try folder.write(SampleRole.complete, to: "new.yaml")
    return folder
  }

  @Test(
    .enabled(if: canValidate, "needs the packages of scripts/setup test"), arguments: validated)
  func reportsOfVerifyAndDiffAreValid(format: String) throws {
    let folder = try folder()
    let verified = try RolefitBinary.run(Self.verify + ["-o", format], input: Self.manifests)
    #expect(verified.status == 1)
    let compared = try RolefitBinary.run(
      ["diff", "role.yaml", "new.yaml", "-o", format], directory: folder.path)
    #expect(compared.status == 1)
    let paths = [
      try folder.write(verified.output, to: "verify"),
      try folder.write(compared.output, to: "diff"),
    ]
    #expect(try ReportValidator.problems(format, paths) == "")
  }

  @Test(arguments: formats)
  func theSameInputGivesTheSameBytes(format: String) throws {
    let runs = try (0..<2).map { _ in
      try RolefitBinary.run(Self.verify + ["-o", format], input: Self.manifests)
    }
    #expect(runs[0].outputBytes == runs[1].outputBytes)
    #expect(!runs[0].output.isEmpty)
  }

  @Test func verifyFindsOfEveryKind() throws {
    let report = try RolefitBinary.run(Self.verify + ["-o", "sarif"], input: Self.manifests).json()
    let results = report["runs"][0]["results"].array
    let rules = Set(results.compactMap { $0["ruleId"].string })
    #expect(
      rules.isSuperset(of: [
        "missing-for-action", "excess-for-actions", "inert-grant", "forbidden-action",
        "invalid-object",
      ]), "\(rules)")
    let described = Set(
      report["runs"][0]["tool"]["driver"]["rules"].array.compactMap { $0["id"].string })
    #expect(rules.isSubset(of: described))
    let missing = try #require(results.first { $0["ruleId"] == "missing-for-action" })
    #expect(missing["message"]["text"].string?.contains("delete on pods (core)") ?? false)
    // All that --fail-on names is an error.
    #expect(results.allSatisfy { $0["level"] != "note" })
    let excess = try #require(results.first { $0["ruleId"] == "excess-for-actions" })
    #expect(excess["level"] == "error")
  }

  @Test func aPartOfAnActionIsNotTheWhole() throws {
    let role = SampleRole.manifest("- {apiGroups: [\"\"], resources: [pods], verbs: [get]}\n")
    let report = try RolefitBinary.run(
      ["verify", "-", "--actions", "rerun:job", "-o", "gitlab"],
      input: SampleRole.manifest("- {apiGroups: [batch], resources: [jobs], verbs: [get]}\n")
    ).json()
    #expect(report.array.contains { $0["check_name"] == "partial-for-action" }, "\(report)")
    let none = try RolefitBinary.run(
      ["verify", "-", "--actions", "rerun:job", "-o", "gitlab"], input: role
    ).json()
    #expect(none.array.contains { $0["check_name"] == "missing-for-action" }, "\(none)")
  }

  @Test func severalReportsAreWrittenInOneRun() throws {
    let folder = try folder()
    let outcome = try RolefitBinary.run(
      ["verify", "role.yaml", "--actions", "delete:pod", "-o", "text", "-o", "sarif=a.sarif"]
        + ["-o", "junit=b.xml", "-o", "json=c.json"], directory: folder.path)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("verdict: "))
    #expect(try JSON(parsing: folder.read("a.sarif"))["version"] == "2.1.0")
    #expect(try folder.read("b.xml").hasPrefix("<?xml"))
    #expect(try JSON(parsing: folder.read("c.json"))["verdict"] == "missing")
  }

  @Test(arguments: [
    ["-o", "text", "-o", "json"], ["-o", "json=a", "-o", "sarif=a"], ["-o", "json="],
    ["-o", "yaml"], ["-o", ""], ["-o", "=a"],
  ])
  func whatCannotBeIsUsage(options: [String]) throws {
    let folder = try folder()
    let outcome = try RolefitBinary.run(
      ["verify", "role.yaml", "--actions", "delete:pod"] + options, directory: folder.path)
    #expect(outcome.status == 64 && outcome.output.isEmpty)
    if options == ["-o", "yaml"] {
      for format in Self.formats { #expect(outcome.error.contains(format)) }
    }
  }

  @Test(arguments: [
    ["explain", "-o", "sarif"], ["who-can", "get", "pods", "-o", "junit"],
  ])
  func whatACommandHasNotIsUsageThatNamesWhatItHas(arguments: [String]) throws {
    let outcome = try RolefitBinary.run(arguments, input: "")
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("text") && outcome.error.contains("json"))
  }

  @Test func aFileThatCannotBeWrittenIsTold() throws {
    let folder = try folder()
    let outcome = try RolefitBinary.run(
      ["verify", "new.yaml", "--actions", "delete:pod", "-o", "json=new.yaml/a.json"],
      directory: folder.path)
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("new.yaml"))
  }

  @Test func aFileHoldsEveryTarget() throws {
    let folder = try folder()
    try folder.write(
      """
      actions: [delete:pod]
      targets:
      - {name: first, files: role.yaml}
      - {name: second, files: new.yaml}
      - {name: third, files: nowhere.yaml}
      """, to: ".rolefit.yaml")
    let outcome = try RolefitBinary.run(
      ["verify", "-o", "json=a.json", "-o", "text=a.txt", "-o", "sarif", "-o", "junit=a.xml"],
      directory: folder.path)
    #expect(outcome.status == 1)
    let targets = try JSON(parsing: folder.read("a.json"))["targets"].array
    #expect(targets.map { $0["target"] } == ["first", "second", "third"])
    #expect(targets.map { $0["verdict"] } == ["missing", "granted", .null])
    #expect(targets[2]["problems"].array.count == 1)
    let text = try folder.read("a.txt")
    #expect(text.contains("target first\n") && text.contains("target second\n"))
    let runs = try outcome.json()["runs"].array
    #expect(runs.count == 1)
    let named = Set(runs[0]["results"].array.map { $0["properties"]["target"] })
    #expect(named == ["first", "second", "third"])
    let suites = try folder.read("a.xml")
    #expect(suites.contains("name=\"rolefit verify second\""))
    if Self.canValidate {
      #expect(try ReportValidator.problems("junit", [folder.path("a.xml")]) == "")
    }
  }
}
