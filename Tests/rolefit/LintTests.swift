// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

struct LintTests {
  private static let group = "rbac.authorization.k8s.io"

  private func role(_ name: String, verbs: String, comment: String = "") -> String {
    """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: \(name)
    rules:
    - apiGroups: [""]
      resources: [deployments]
      verbs: [\(verbs)]\(comment)

    """
  }

  private func findings(_ arguments: [String], input: String = "") throws -> [JSON] {
    let run = try RolefitBinary.run(["lint", "-o", "json"] + arguments, input: input)
    return try run.json()["findings"].array
  }

  /// All lines at once, each a document of one stream: an error of the category `validity` exactly
  /// in those that a real API server refused.
  @Test func validityErrorsAreWhatTheServerRefused() throws {
    let text = try Fixtures.text("Conformance/validate.jsonl")
    let lines = try text.split(separator: "\n").map { try JSON(parsing: String($0)) }
    #expect(lines.count > 300)
    let folder = try TemporaryDirectory()
    for (index, line) in lines.enumerated() {
      _ = try folder.write(line["object"].text, to: "\(1000 + index).json")
    }
    let found = try findings([folder.path, "--select", "validity"])
    let refused = Set(
      found.filter { $0["severity"].string == "error" && $0["category"].string == "validity" }
        .compactMap { $0["file"].string?.split(separator: "/").last.map(String.init) })
    for (index, line) in lines.enumerated() {
      let isRefused = refused.contains("\(1000 + index).json")
      #expect(isRefused != (line["accepted"].bool ?? false), "line \(index + 1)")
    }
  }

  @Test func exitsAsTheWorstSeverityAndTheOptionsSay() throws {
    let folder = try TemporaryDirectory()
    let bad = try folder.write(role("bad", verbs: "get"), to: "bad.yaml")
    let broken = try folder.write("kind: @x\n", to: "broken.yaml")
    func status(_ arguments: String...) throws -> Int32 {
      try RolefitBinary.run(["lint"] + arguments).status
    }
    #expect(try status(bad, "--select", "wrong-api-group") == 1)
    #expect(try status(bad, "--select", "wrong-api-group", "--fail-on", "none") == 0)
    #expect(try status(bad, "--ignore", "inert,references,hygiene,breadth,escalation") == 0)
    #expect(try status(broken) == 2)
    #expect(try status(bad, broken) == 1)
    #expect(try status(bad, "--select", "nonsense") == 64)
    #expect(try status(bad, "--fail-on", "some") == 64)
    #expect(try status("/no/such/file.yaml") == 2)
    #expect(try status() == 64)
    #expect(try findings([broken]).first?["rule"].string == "malformed-yaml")
  }

  @Test func actionsAreTakenFromASetAlone() throws {
    let run = try RolefitBinary.run(["lint", "--disable", "wrong-api-group", "-"], input: "")
    #expect(run.status == 64 && run.error.contains("--ignore"), "\(run.error)")
  }

  @Test func suppressionsNeedAReasonAndADayThatHasNotPassed() throws {
    func rules(_ comment: String) throws -> [String] {
      try findings(
        ["-", "--select", "wrong-api-group,unused-suppression,malformed-suppression"]
          + ["--select", "expired-suppression"],
        input: role("a", verbs: "get", comment: "").replacingOccurrences(
          of: "  resources:", with: "  \(comment)\n  resources:")
      ).compactMap { $0["rule"].string }.sorted()
    }
    #expect(try rules("# fine") == ["wrong-api-group"])
    #expect(try rules("# rolefit:ignore wrong-api-group: legacy") == [])
    #expect(try rules("# rolefit:ignore wrong-api-group until 2199-01-01: legacy") == [])
    #expect(
      try rules("# rolefit:ignore wrong-api-group until 2020-01-01: legacy")
        == ["expired-suppression", "wrong-api-group"])
    #expect(
      try rules("# rolefit:ignore wrong-api-group") == ["malformed-suppression", "wrong-api-group"])
    #expect(
      try rules("# rolefit:ignore no-such-rule: x") == ["malformed-suppression", "wrong-api-group"])
    #expect(
      try rules("# rolefit:ignore malformed-suppression: x")
        == ["unused-suppression", "wrong-api-group"])
    let quoted = role("a", verbs: "get").replacingOccurrences(
      of: "name: a", with: "name: a\n  annotations: {note: 'x # rolefit:ignore nothing: y'}")
    #expect(
      try findings(["-", "--select", "hygiene"], input: quoted).filter {
        $0["rule"].string?.hasSuffix("suppression") ?? false
      }.isEmpty)
    let annotated = role("a", verbs: "get").replacingOccurrences(
      of: "name: a", with: "name: a\n  annotations: {rolefit/ignore.wrong-api-group: legacy}")
    #expect(try findings(["-", "--select", "wrong-api-group"], input: annotated).isEmpty)
  }

  @Test func anOldRepositoryIsAdoptedWithOneCommand() throws {
    let folder = try TemporaryDirectory()
    let roles = (0..<200).map { role("r\($0)", verbs: "get") }
    let file = try folder.write(roles.joined(separator: "---\n"), to: "roles.yaml")
    let baseline = "\(folder.path)/baseline.json"
    let select = ["--select", "wrong-api-group"]
    #expect(try findings([file] + select).count == 200)
    #expect(
      try RolefitBinary.run(["lint", file, "--write-baseline", baseline] + select).status == 0)
    #expect(try RolefitBinary.run(["lint", file, "--baseline", baseline] + select).status == 0)
    // Lines move, the order changes, and one more comes.
    let moved =
      "# a new line\n\n"
      + (roles.reversed() + [role("new", verbs: "get")]).joined(separator: "---\n")
    _ = try folder.write(moved, to: "roles.yaml")
    let run = try RolefitBinary.run(["lint", file, "--baseline", baseline, "-o", "json"] + select)
    #expect(run.status == 1)
    let new = try run.json()["findings"].array
    #expect(new.map { $0["object"]["name"].string } == ["new"])
    #expect(try run.json()["baselined"].text == "200")
  }

  @Test func fixesChangeOnlyTheBytesThatChange() throws {
    let folder = try TemporaryDirectory()
    let text = role("a", verbs: "get, get", comment: "   # keep  me")
      .replacingOccurrences(of: "\n", with: "\r\n")
    let file = try folder.write(text, to: "a.yaml")
    let dry = try RolefitBinary.run(["lint", file, "--fix", "--dry-run"])
    #expect(dry.output.contains("-  verbs: [get, get]"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
    _ = try RolefitBinary.run(["lint", file, "--fix"])
    #expect(
      try String(contentsOfFile: file, encoding: .utf8)
        == text.replacingOccurrences(of: "[get, get]", with: "[get]"))
  }

  @Test func aFindingSaysInWhichVersionsItHolds() throws {
    let text = role("a", verbs: "get").replacingOccurrences(of: "/v1", with: "/v1beta1")
    let found = try findings(
      ["-", "--kube-version", "1.20-1.23", "--select", "validity"], input: text)
    #expect(found.count == 1)
    let notes = found.first?["notes"].array.compactMap { $0["message"].string } ?? []
    #expect(notes.contains("this holds in Kubernetes 1.22 to 1.23"))
  }

  @Test func theConfigurationChoosesRulesByPath() throws {
    let folder = try TemporaryDirectory()
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/old", withIntermediateDirectories: false)
    _ = try folder.write(role("a", verbs: "get"), to: "new.yaml")
    _ = try folder.write(role("b", verbs: "get"), to: "old/b.yaml")
    let config = try folder.write(
      """
      lint:
        select: [wrong-api-group]
        severity: {inert: warning}
        paths:
        - path: old/**
          ignore: [inert]
      """, to: ".rolefit.yaml")
    let found = try findings([folder.path, "--config", config])
    #expect(found.map { $0["object"]["name"].string } == ["a"])
    #expect(found.map { $0["severity"].string } == ["warning"])
    _ = try folder.write("lint: {selct: [inert]}\n", to: ".rolefit.yaml")
    #expect(try RolefitBinary.run(["lint", folder.path, "--config", config]).status == 2)
  }
}
