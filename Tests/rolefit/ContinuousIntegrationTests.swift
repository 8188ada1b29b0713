// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing
import YAMLSyntax

/// The files that bring rolefit into CI, run as the servers run them.
struct ContinuousIntegrationTests {
  private static let formats = [
    "github-action", "github-workflow", "gitlab-ci", "pre-commit-hooks",
  ]
  private static let files = [
    "action.yml", ".github/workflows/release.yml", "ci/gitlab.yml", ".pre-commit-hooks.yaml",
  ]
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
    arguments: zip(formats, files))
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
    let used = steps(action).flatMap { step in
      step["env"]?.entries.compactMap { $0.value.text } ?? []
    }
    #expect(steps(action).first?["if"]?.text == "inputs.binary == ''")
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

  private static let role = "work/rbac/role.yaml"
  private static let preCommit = Repository.path(".venv/bin/pre-commit")

  /// A repository with RBAC manifests and other YAML, which uses a hook of this one.
  private func repository(hook: String) throws -> TemporaryDirectory {
    let folder = try folder()
    try folder.write(
      "repos: [{repo: hooks, rev: HEADREV, hooks: [{\(hook)}]}]\n",
      to: "work/.pre-commit-config.yaml")
    try folder.write(SampleRole.manifest(SampleRole.scale), to: Self.role)
    try folder.write("services:\n  web:\n    image: web\n", to: "work/compose.yaml")
    try folder.write("- hosts: all\n  tasks: []\n", to: "work/site.yml")
    try folder.write("replicas: 3\n", to: "work/values.yaml")
    try folder.write("# nothing yet\n", to: "work/todo.yaml")
    try folder.write("[1, 2]\n", to: "work/list.json")
    return folder
  }

  /// Runs the hook, of a version that is committed, on everything that is staged.
  private func preCommit(
    in folder: TemporaryDirectory
  ) throws -> (status: Int32, output: String, error: String) {
    let identity = "git -c user.name=t -c user.email=t@example.com -c commit.gpgsign=false"
    let script = """
      set -e
      if [ ! -d hooks ]; then
        git init -q hooks && cp '\(Repository.path(".pre-commit-hooks.yaml"))' hooks/
        (cd hooks && git add -A && \(identity) commit -qm hooks)
        revision=$(git -C hooks rev-parse HEAD)
        sed -i "s|repo: hooks|repo: $PWD/hooks|; s|HEADREV|$revision|" work/.pre-commit-config.yaml
        git init -q work
      fi
      cd work && git add -A && '\(Self.preCommit)' run
      """
    return try run(
      script, in: folder, ["PRE_COMMIT_HOME": folder.path("cache"), "HOME": folder.path])
  }

  @Test(.enabled(if: hasPackages, reason))
  func preCommitRunsTheHooks() throws {
    let folder = try repository(hook: "id: rolefit-verify")
    try folder.write(
      "actions: [delete:pod]\ntargets: [{name: main, files: rbac/role.yaml}]\n",
      to: "work/.rolefit.yaml")
    let refused = try preCommit(in: folder)
    #expect(refused.status == 1, "\(refused.error)\(refused.output)")
    #expect(refused.output.contains("verdict: missing"), "\(refused.error)\(refused.output)")
    try folder.write(SampleRole.complete, to: Self.role)
    let passed = try preCommit(in: folder)
    #expect(passed.status == 0, "\(passed.error)\(passed.output)")
    #expect(passed.output.contains("Passed"))
  }

  /// As it is, and as somebody may set it up: with the names of the files that changed.
  @Test(
    .enabled(if: hasPackages, reason),
    arguments: ["id: rolefit-lint", "id: rolefit-lint, args: [], pass_filenames: true"])
  func preCommitLintsWhatIsRBAC(hook: String) throws {
    let folder = try repository(hook: hook)
    let passed = try preCommit(in: folder)
    #expect(passed.status == 0, "\(passed.error)\(passed.output)")
    #expect(passed.output.contains("Passed"))
    let faulty = SampleRole.manifest(SampleRole.scale)
      .replacingOccurrences(of: "deployments/scale", with: "deployment/scale")
    try folder.write(faulty, to: Self.role)
    let refused = try preCommit(in: folder)
    #expect(refused.status == 1, "\(refused.error)\(refused.output)")
    #expect(refused.output.contains("exit code: 1"), "\(refused.output)")
    #expect(refused.output.contains("rbac/role.yaml:"), "\(refused.output)")
    // What was meant for a person to read is still an error.
    try folder.write("kind: @x\n", to: "work/compose.yaml")
    try folder.write(SampleRole.complete, to: Self.role)
    let broken = try preCommit(in: folder)
    #expect(broken.output.contains("exit code: 2"), "\(broken.output)")
    #expect(broken.output.contains("compose.yaml:1:7"), "\(broken.output)")
  }

  /// What the action and the job run where nothing is set.
  @Test func theDefaultsOfTheActionAndTheJobAreLint() throws {
    let folder = try folder()
    let action = try document("action.yml")
    let inputs = try #require(action["inputs"])
    let outcome = try run(
      "\"$SOURCE/ci/github-action\"", in: folder,
      [
        "SOURCE": Repository.root.path, "INPUT_BINARY": RolefitBinary.path,
        "INPUT_COMMAND": try #require(inputs["command"]?["default"]?.text),
        "INPUT_ARGS": try #require(inputs["args"]?["default"]?.text),
        "INPUT_SARIF": try #require(inputs["sarif"]?["default"]?.text),
        "GITHUB_OUTPUT": folder.path("output"),
      ])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    let sarif = try JSON(parsing: folder.read("rolefit.sarif"))
    let rules = sarif["runs"].array[0]["tool"]["driver"]["rules"].array
    #expect(rules.contains { $0["id"] == "wrong-api-group" })
    let job = try #require(try document("ci/gitlab.yml")["rolefit"])
    let variables = try #require(job["variables"]).entries.map {
      ($0.key.text ?? "", $0.value.text ?? "")
    }
    let gitlab = try run(
      try #require(job["script"]?.elements.first?.text), in: folder,
      Dictionary(uniqueKeysWithValues: variables))
    #expect(gitlab.status == 0, "\(gitlab.output)\(gitlab.error)")
    #expect(try folder.read("gl-code-quality-report.json").hasPrefix("["))
    #expect(try folder.read("rolefit-junit.xml").contains("<testsuites>"))
  }

  /// No engine for containers runs in a test: what its image comes to is a folder with the binary,
  /// in which a user without a name starts it.
  @Test(
    .enabled(
      if: isRoot && mayMount && isStatic,
      "needs root that may mount, and the static binary, as scripts/test has"))
  func theImageNeedsNothingButTheBinary() throws {
    let stages = try DockerfileStage.all()
    let stage = try #require(stages.last)
    #expect(stage.name == "rolefit" && stage.base == "${BASE}")
    func words(_ instruction: String) throws -> [String] {
      try #require(stage.instructions.first { $0.first == instruction }).dropFirst().map(\.self)
    }
    let target = try words("COPY")[1]
    #expect(try words("ENTRYPOINT") == ["[\"\(target)\"]"])
    let image = try TemporaryDirectory()
    try image.write(SampleRole.complete, to: "work/role.yaml")
    // An engine mounts /proc into every container, and programs read their own arguments there.
    try FileManager.default.createDirectory(
      atPath: image.path("proc"), withIntermediateDirectories: true)
    // The shell copies the binary: a program that another test starts meanwhile would inherit the
    // file as this process writes it, and what is open for writing cannot be run.
    let prepare =
      "mkdir -p \"$(dirname \"$0/$1\")\" && cp \"$3\" \"$0/$1\" && chmod -R a+rX \"$0\" "
      + "&& chmod a+x \"$0/$1\" && mount --bind /proc \"$0/proc\" && exec chroot --userspec=\"$2\" \"$0\""
    // In a mount namespace of its own, so that the mount goes with the process.
    let result = try Program.run(
      "unshare",
      [
        "--mount", "/bin/sh", "-c", "\(prepare) \"$1\" verify /work/role.yaml --actions delete:pod",
        image.path, target, try words("USER")[0], RolefitBinary.path,
      ], limit: 1 << 20)
    #expect(result.status == 0, "\(result.error)")
    #expect(String(decoding: result.output, as: UTF8.self).contains("verdict: granted"))
  }
}
