// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing
import YAMLSyntax

/// The files that bring rolefit into CI, run as the servers run them.
struct ContinuousIntegrationTests {
  private static let formats = ["github-action", "gitlab-ci", "pre-commit-hooks"]
  private static let hasPackages = ReportValidator.canAll(formats)
  private static let reason: Testing.Comment = "needs the packages of scripts/setup test"
  private static let isRoot = geteuid() == 0
  private static let mayMount =
    (try? Program.run("unshare", ["--mount", "true"], limit: 1 << 10))?.status == 0
  private static let isStatic =
    (try? Program.run("/bin/sh", ["-c", "ldd \"$0\" 2>&1", RolefitBinary.path], limit: 1 << 20))
    .map { $0.status != 0 || $0.output.isEmpty } ?? false

  @Test(
    .enabled(if: hasPackages, reason),
    arguments: zip(formats, ["action.yml", "ci/gitlab.yml", ".pre-commit-hooks.yaml"]))
  func itsFileIsValid(format: String, file: String) throws {
    #expect(try ReportValidator.problems(format, [Repository.path(file)]) == "")
  }

  private func document(_ path: String) throws -> YAMLNode {
    let file = try SourceText(name: path, bytes: Files.read(Repository.path(path), limit: 1 << 20))
    return try #require(YAMLStream.read(file).documents.first)
  }

  private func steps(_ action: YAMLNode) -> [YAMLNode] {
    action["runs"]?["steps"].map { Array($0.elements) } ?? []
  }

  private func folder() throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    try folder.write(SampleRole.manifest(SampleRole.scale), to: "rbac/role.yaml")
    // Named as the scripts call it, wherever it was built.
    try FileManager.default.createDirectory(
      atPath: folder.path("bin"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("bin/rolefit"), withDestinationPath: RolefitBinary.path)
    return folder
  }

  private func run(
    _ script: String, in folder: TemporaryDirectory, _ environment: [String: String] = [:]
  ) throws -> (status: Int32, output: String, error: String) {
    var all = RolefitBinary.cleanEnvironment.merging(environment) { _, given in given }
    all["PATH"] = "\(folder.path("bin")):\(all["PATH"] ?? "")"
    let result = try Program.run(
      "/bin/bash", ["-c", "cd \"$0\" && eval \"$1\"", folder.path, script], environment: all,
      limit: 1 << 24)
    return (result.status, String(decoding: result.output, as: UTF8.self), result.error)
  }

  @Test func theActionAnnotatesAndLeavesReports() throws {
    let folder = try folder()
    let action = try #require(try steps(document("action.yml")).last)
    let script = try #require(action["run"]?.text)
    let outcome = try run(
      script, in: folder,
      [
        "SOURCE": Repository.root.path, "INPUT_BINARY": RolefitBinary.path,
        "INPUT_COMMAND": "verify",
        "INPUT_ARGS": "rbac/role.yaml\n--actions\n\(SampleRole.actions)\n",
        "INPUT_SARIF": "a.sarif",
        "INPUT_JUNIT": "a.xml", "GITHUB_OUTPUT": folder.path("output"),
        "GITHUB_STEP_SUMMARY": folder.path("summary"),
      ])
    #expect(outcome.status == 1, "\(outcome.error)")
    #expect(outcome.output.hasPrefix("::error file=rbac/role.yaml,line="), "\(outcome.output)")
    #expect(try folder.read("output") == "sarif=a.sarif\nexit-code=1\n")
    #expect(try folder.read("summary").hasPrefix("### rolefit: missing\n"))
    #expect(try JSON(parsing: folder.read("a.sarif"))["version"] == "2.1.0")
    #expect(try folder.read("a.xml").contains("<testsuites>"))
  }

  @Test func whatTheActionIsGivenIsNeverACommand() throws {
    let folder = try folder()
    let script = "\"$SOURCE/ci/github-action\""
    let outcome = try run(
      script, in: folder,
      [
        "SOURCE": Repository.root.path, "INPUT_BINARY": RolefitBinary.path,
        "INPUT_COMMAND": "verify", "INPUT_ARGS": "$(touch no).yaml\n; touch no\n* x",
        "GITHUB_OUTPUT": folder.path("output"),
      ])
    #expect(outcome.status == 2 || outcome.status == 64)
    #expect(try !folder.names().contains("no"))
    #expect(try folder.read("output") == "exit-code=\(outcome.status)\n")
  }

  @Test func everyInputOfTheActionReachesItsScript() throws {
    let action = try document("action.yml")
    let inputs = Set(action["inputs"]?.entries.compactMap { $0.key.text } ?? [])
    let environment = try #require(steps(action).last?["env"])
    let used = environment.entries.compactMap { $0.value.text }
    for input in inputs.subtracting(["working-directory"]) {
      #expect(used.contains("${{ inputs.\(input) }}"), "\(input)")
    }
    // An expression inside a script would be read as a part of it.
    for step in steps(action) {
      #expect(step["run"]?.text?.contains("${{") == false)
    }
  }

  @Test func theJobOfGitLabLeavesItsArtifacts() throws {
    let folder = try folder()
    let job = try #require(try document("ci/gitlab.yml")["rolefit"])
    let script = try #require(job["script"]?.elements.first?.text)
    let outcome = try run(
      script, in: folder,
      [
        "ROLEFIT_COMMAND": "verify",
        "ROLEFIT_ARGUMENTS": "rbac/role.yaml --actions \(SampleRole.actions)",
      ])
    #expect(outcome.status == 1, "\(outcome.error)")
    let reports = try #require(job["artifacts"]?["reports"])
    let quality = try folder.read(try #require(reports["codequality"]?.text))
    #expect(try JSON(parsing: quality).array.contains { $0["check_name"] == "missing-for-action" })
    #expect(try folder.read(try #require(reports["junit"]?.text)).contains("<testsuites>"))
  }

  @Test(.enabled(if: hasPackages, reason))
  func preCommitRunsTheHooks() throws {
    let folder = try folder()
    let identity = "git -c user.name=t -c user.email=t@example.com -c commit.gpgsign=false"
    try folder.write(
      "repos: [{repo: hooks, rev: HEADREV, hooks: [{id: rolefit-verify}]}]\n",
      to: "work/.pre-commit-config.yaml")
    try folder.write(
      "actions: [delete:pod]\ntargets: [{name: main, files: role.yaml}]\n",
      to: "work/.rolefit.yaml")
    try folder.write(SampleRole.manifest(SampleRole.scale), to: "work/role.yaml")
    let script = """
      set -e
      git init -q hooks && cp '\(Repository.path(".pre-commit-hooks.yaml"))' hooks/
      (cd hooks && git add -A && \(identity) commit -qm hooks)
      revision=$(git -C hooks rev-parse HEAD)
      sed -i "s|repo: hooks|repo: $PWD/hooks|; s|HEADREV|$revision|" work/.pre-commit-config.yaml
      git init -q work && cd work && git add -A
      '\(Repository.path(".venv/bin/pre-commit"))' run
      """
    let environment = ["PRE_COMMIT_HOME": folder.path("cache"), "HOME": folder.path]
    let refused = try run(script, in: folder, environment)
    #expect(refused.status == 1, "\(refused.error)\(refused.output)")
    #expect(refused.output.contains("verdict: missing"), "\(refused.error)\(refused.output)")
    try folder.write(SampleRole.complete, to: "work/role.yaml")
    let passed = try run(
      "cd work && git add -A && '\(Repository.path(".venv/bin/pre-commit"))' run", in: folder,
      environment)
    #expect(passed.status == 0, "\(passed.error)\(passed.output)")
    #expect(passed.output.contains("Passed"))
  }

  /// No engine for containers runs in a test: what its image comes to is a folder with the binary,
  /// in which a user without a name starts it.
  @Test(
    .enabled(
      if: isRoot && mayMount && isStatic,
      "needs root that may mount, and the static binary, as scripts/test has"))
  func theImageNeedsNothingButTheBinary() throws {
    let lines = try String(contentsOfFile: Repository.path("Dockerfile"), encoding: .utf8)
      .split(separator: "\n").filter { !$0.hasPrefix("#") }
    func words(_ instruction: String) throws -> [String] {
      let line = try #require(lines.first { $0.hasPrefix("\(instruction) ") })
      return line.split(separator: " ").dropFirst().map(String.init)
    }
    #expect(lines.first == "ARG BASE=scratch")
    let target = try words("COPY")[1]
    #expect(try words("ENTRYPOINT") == ["[\"\(target)\"]"])
    let image = try TemporaryDirectory()
    let binary = try Data(contentsOf: URL(fileURLWithPath: RolefitBinary.path))
    try image.write(binary, to: String(target.dropFirst()))
    try image.write(SampleRole.complete, to: "work/role.yaml")
    // An engine mounts /proc into every container, and programs read their own arguments there.
    try FileManager.default.createDirectory(
      atPath: image.path("proc"), withIntermediateDirectories: true)
    let prepare =
      "chmod -R a+rX \"$0\" && chmod a+x \"$0/$1\" && mount --bind /proc \"$0/proc\" "
      + "&& exec chroot --userspec=\"$2\" \"$0\""
    // In a mount namespace of its own, so that the mount goes with the process.
    let result = try Program.run(
      "unshare",
      [
        "--mount", "/bin/sh", "-c", "\(prepare) \"$1\" verify /work/role.yaml --actions delete:pod",
        image.path, target, try words("USER")[0],
      ], limit: 1 << 20)
    #expect(result.status == 0, "\(result.error)")
    #expect(String(decoding: result.output, as: UTF8.self).contains("verdict: granted"))
  }
}
