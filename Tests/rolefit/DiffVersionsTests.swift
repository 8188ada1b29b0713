// SPDX-License-Identifier: Apache-2.0

import Host
import TestSupport
import Testing

/// `diff` between two versions of a chart, and between a git revision and the files here.
struct DiffVersionsTests {
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  private static let wide = SampleRole.deletePods + SampleRole.scale

  private func git(_ arguments: [String]) throws {
    let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    let result = try Program.run(
      "git", ["-C", folder.path] + identity + arguments, limit: 1 << 20)
    #expect(result.status == 0, "\(result.error)")
  }

  private func diff(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(
      ["diff"] + arguments, directory: folder.path, environment: environment)
  }

  @Test func versionsOfAChartAreRenderedByHelm() throws {
    try folder.write(SampleRole.manifest(SampleRole.scale), to: "1.0.0.yaml")
    try folder.write(SampleRole.manifest(Self.wide), to: "2.0.0.yaml")
    let path = try folder.searchPath(
      adding: "helm",
      script: """
        #!/bin/sh
        while [ $# -gt 1 ]; do [ "$1" = --version ] && cat "\(folder.path)/$2.yaml"; shift; done
        """)
    let arguments = ["--chart", "vendor/agent", "--from", "1.0.0", "--to", "2.0.0"]
    let outcome = try diff(arguments, environment: ["PATH": path])
    #expect(outcome.status == 1, "\(outcome.error)")
    #expect(outcome.output.contains("+ action: Delete a pod"), "\(outcome.output)")
    let markdown = try diff(arguments + ["-o", "markdown"], environment: ["PATH": path]).output
    #expect(
      markdown.hasPrefix(
        "### rolefit diff: 1 action gained, 0 lost; 1 rule added, 0 removed\n\n"
          + "- note: neither side has a binding: roles are compared as if each were bound\n"
          + "- **+ Delete a pod**\n"),
      "\(markdown)")
    #expect(markdown.contains("<details>"))
  }

  @Test func aLocalChartHasNoVersions() throws {
    try folder.write("name: a\nversion: 1.0.0\n", to: "chart/Chart.yaml")
    let outcome = try diff(["--chart", "chart", "--from", "1.0.0", "--to", "2.0.0"])
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("one version of a chart"), "\(outcome.error)")
    #expect(try diff(["--chart", "vendor/agent", "--from", "1.0.0"]).status == 64)
    #expect(try diff(["--base", "HEAD"]).status == 64)
  }

  @Test func aRevisionIsComparedWithTheFilesHere() throws {
    try folder.write(SampleRole.manifest(SampleRole.scale), to: "deploy/role.yaml")
    try folder.write("a: {b: c}\n", to: "deploy/values.yaml")
    try git(["init", "-q"])
    try git(["add", "-A"])
    try git(["commit", "-qm", "One"])
    #expect(try diff(["--base", "HEAD", "deploy"]).status == 0)
    try folder.write(
      SampleRole.manifest(SampleRole.deletePods, name: "more"), to: "deploy/new.yaml")
    let added = try diff(["--base", "HEAD", "deploy"])
    #expect(added.status == 1, "\(added.error)")
    #expect(added.output.contains("+ action: Delete a pod"), "\(added.output)")
    try git(["mv", "deploy/role.yaml", "deploy/renamed.yaml"])
    try git(["rm", "-qf", "--cached", "deploy/values.yaml"])
    #expect(try diff(["--base", "HEAD", "deploy", "--fail-on", "removed"]).status == 0)
    let gone = try diff(["--base", "HEAD", "deploy/role.yaml"])
    #expect(gone.status == 1 && gone.output.contains("- "), "\(gone.output)\(gone.error)")
  }

  @Test(arguments: ["nowhere", "-n"])
  func aRevisionThatIsNoneIsNamed(revision: String) throws {
    try folder.write(SampleRole.complete, to: "role.yaml")
    try git(["init", "-q"])
    let outcome = try diff(["--base=\(revision)", "role.yaml"])
    #expect(outcome.status == 2 || outcome.status == 64)
    #expect(outcome.error.contains("error"), "\(outcome.error)")
  }

  @Test(
    .enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped), arguments: HelmProgram.all)
  func aChartIsRenderedOnBothSides(helm: HelmProgram) throws {
    for name in [
      "Chart.yaml", "values.yaml", "templates/binding.yaml", "templates/clusterrole.yaml",
    ] {
      try folder.write(
        try Fixtures.text("Charts/clean/\(name)"), to: "chart/\(name)")
    }
    try git(["init", "-q"])
    try git(["add", "-A"])
    try git(["commit", "-qm", "One"])
    let values = try folder.read("chart/values.yaml")
    try folder.write(
      values.split(separator: "\n").map { $0 == "  scale: false" ? "  scale: true" : String($0) }
        .joined(separator: "\n"), to: "chart/values.yaml")
    let outcome = try diff(
      ["--base", "HEAD", "chart"], environment: ["PATH": helm.searchPath])
    #expect(outcome.status == 1, "\(outcome.error)")
    #expect(outcome.output.contains("+ action: Scale a deployment"), "\(outcome.output)")
  }
}
