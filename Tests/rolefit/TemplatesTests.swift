// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `--templates DIR`: one's own manifests.
struct TemplatesTests {
  private static func copy() throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    let source = Repository.path("templates")
    for name in try FileManager.default.contentsOfDirectory(atPath: source)
    where name.hasSuffix(".yaml") {
      try folder.write(
        try String(contentsOfFile: "\(source)/\(name)", encoding: .utf8), to: name)
    }
    return folder
  }

  private static func run(_ folder: TemporaryDirectory) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(InstallManifestsTests.base + ["--templates", folder.path])
  }

  @Test func aCopyOfOursGivesTheSameBytes() throws {
    let outcome = try Self.run(try Self.copy())
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.output == (try RolefitBinary.run(InstallManifestsTests.base).output))
  }

  @Test func whatIsAddedIsInTheManifests() throws {
    let folder = try Self.copy()
    let text = try folder.read("deployment.yaml").replacingOccurrences(
      of: "    spec:\n", with: "    spec:\n      priorityClassName: \"<not a hole> & {x}\"\n")
    try folder.write(text, to: "deployment.yaml")
    let outcome = try Self.run(folder)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.output.contains("      priorityClassName: <not a hole> & {x}\n"))
  }

  @Test(arguments: [
    (
      "configmap.yaml", "  clusterName: <CLUSTER_NAME>", "  clusterName: <CLUSTER>",
      "template-unknown-hole"
    ),
    (
      "configmap.yaml", "  clusterName: <CLUSTER_NAME>", "  clusterName: a-<CLUSTER_NAME>",
      "template-hole"
    ),
    ("configmap.yaml", "  clusterName: <CLUSTER_NAME>", "  <NAME>: x", "template-hole"),
    ("clusterrole.yaml", "rules: <RULES>", "rules: []", "template-missing-hole"),
    ("clusterrole.yaml", "kind: ClusterRole", "kind: Role", "template-kind"),
    ("rolebinding.yaml", "roleRef:", "roleRef: {", "yaml-syntax"),
    ("role.yaml", "rules: <RULES>", "rules: <RULES>\n---\nkind: Role", "template-shape"),
    ("role.yaml", "rules: <RULES>", "rules: <RULES>\nrules: []", "duplicate-key"),
  ])
  func mistakesHaveTheirPlace(file: String, old: String, new: String, code: String) throws {
    let folder = try Self.copy()
    let text = try folder.read(file)
    try #require(text.contains(old))
    try folder.write(text.replacingOccurrences(of: old, with: new), to: file)
    let outcome = try Self.run(folder)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    let line = try #require(outcome.error.split(separator: "\n").first { $0.contains(code) })
    let place = line.dropFirst(folder.path(file).count)
    #expect(line.hasPrefix("\(folder.path(file)):"))
    #expect(place.prefixMatch(of: /:\d+:\d+: error:/) != nil, "\(line)")
  }

  @Test func aMissingFileIsNamed() throws {
    let folder = try Self.copy()
    try FileManager.default.removeItem(atPath: folder.path("role.yaml"))
    let outcome = try Self.run(folder)
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("\(folder.path("role.yaml")):1:1: error: "))
    let nowhere = try RolefitBinary.run(
      InstallManifestsTests.base + ["--templates", folder.path("nowhere")])
    #expect(nowhere.status == 2)
    #expect(nowhere.error.contains("\(folder.path("nowhere")):1:1: error: "))
  }
}
