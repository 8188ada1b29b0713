// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Generated text takes the place of what rolefit wrote, and of nothing else.
struct ForeignFileTests {
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  static let commands: [[String]] = [
    ["generate", "clusterrole"], ["generate", "role", "--watch-namespace", "shop"],
    ["generate", "binding"], ["generate", "values"], ["generate", "commands", "--for", "upgrade"],
    ["generate", "manifests", "--cluster-name", "x"], ["generate", "clusterrole", "-o", "json"],
  ]

  @Test(arguments: commands)
  func ownFilesAreOverwrittenAndForeignOnesAreNot(command: [String]) throws {
    let file = folder.path("deep/out")
    func run(_ set: String, _ more: String...) throws -> RolefitBinary.Outcome {
      try RolefitBinary.run(command + ["--actions", set, "--output-file", file] + more)
    }
    for set in ["delete:pod", "basic"] {
      let outcome = try run(set)
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(try run(set, "--check").status == 0)
    }
    try folder.write("mine: true\n", to: "deep/out")
    let refused = try run("basic")
    #expect(refused.status == 2)
    #expect(refused.error.contains("[foreign-file]") && refused.error.contains("--force"))
    #expect(try folder.read("deep/out") == "mine: true\n")
    #expect(try run("basic", "--force").status == 0)
    #expect(try folder.read("deep/out") != "mine: true\n")
  }

  /// What a shell put into a file is as current as what rolefit wrote there.
  @Test func redirectedOutputIsCurrent() throws {
    let command = ["generate", "values", "--actions", "basic"]
    let text = try RolefitBinary.run(command).output
    let file = try folder.write(text, to: "values.yaml")
    for more in [["--check"], []] {
      #expect(try RolefitBinary.run(command + ["--output-file", file] + more).status == 0)
      #expect(try folder.read("values.yaml") == text)
    }
  }

  @Test func foldersAreSparedAsAWhole() throws {
    let manifests = [
      "generate", "manifests", "--actions", "basic", "--cluster-name", "x", "--output-dir",
      folder.path("deploy"),
    ]
    try folder.write("mine: true\n", to: "deploy/kustomization.yaml")
    #expect(try RolefitBinary.run(manifests).status == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("deploy")).count == 1)
    #expect(try RolefitBinary.run(manifests + ["--force"]).status == 0)
    #expect(try RolefitBinary.run(manifests + ["--disable", "delete:pod"]).status == 0)

    let chart = ["generate", "chart", "--output-dir", folder.path("chart")]
    try folder.write("apiVersion: v2\nname: mine\n", to: "chart/Chart.yaml")
    let refused = try RolefitBinary.run(chart)
    #expect(refused.status == 2 && refused.error.contains("chart/Chart.yaml:1:1"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("chart")).count == 1)
    #expect(try RolefitBinary.run(chart + ["--force"]).status == 0)
    #expect(try RolefitBinary.run(chart + ["--agent-version", "0.2.0"]).status == 0)
  }

  @Test func everyOutputOptionMakesItsFolder() throws {
    let sarif = folder.path("new/reports/lint.sarif")
    let known = folder.path("new/known/baseline.json")
    let role = Repository.path("examples/clusterrole.yaml")
    #expect(try RolefitBinary.run(["lint", role, "-o", "sarif=\(sarif)"]).status == 1)
    #expect(try RolefitBinary.run(["lint", role, "--write-baseline", known]).status == 0)
    #expect(FileManager.default.fileExists(atPath: sarif))
    #expect(FileManager.default.fileExists(atPath: known))
  }
}
