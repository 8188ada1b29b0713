// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing
import YAMLSyntax

/// The workflow that makes releases, and how the action takes one.
struct ReleaseWorkflowTests {
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  private func jobs() throws -> YAMLNode {
    let path = ".github/workflows/release.yml"
    let file = try SourceText(name: path, bytes: Files.read(Repository.path(path), limit: 1 << 20))
    return try #require(YAMLStream.read(file).documents.first?["jobs"])
  }

  private func steps(_ job: String) throws -> [YAMLNode] {
    try Array(#require(jobs()[job]?["steps"]).elements)
  }

  private func run(
    _ command: [String], _ environment: [String: String] = [:]
  ) throws -> (status: Int32, output: String, error: String) {
    let result = try Program.run(
      "/bin/sh", ["-c", #"cd "$0" && exec "$@""#, Repository.root.path] + command,
      environment: RolefitBinary.cleanEnvironment.merging(environment) { _, given in given },
      limit: 1 << 24, seconds: 240)
    return (result.status, String(decoding: result.output, as: UTF8.self), result.error)
  }

  @Test func everyScriptThatItRunsIsThere() throws {
    var called: Set<String> = []
    for job in ["build", "publish"] {
      for step in try steps(job) {
        let script = step["run"]?.text ?? ""
        #expect(!script.contains("${{"), "an expression would be read as a part of the script")
        called.formUnion(script.matches(of: /(?:ci|scripts)\/[a-z-]+/).map { String($0.0) })
      }
    }
    #expect(called == ["ci/release-notes", "scripts/dist", "scripts/reproduce"])
    for path in called {
      #expect(FileManager.default.isExecutableFile(atPath: Repository.path(path)), "\(path)")
    }
    #expect(try steps("build").contains { $0["run"]?.text == "make test" })
  }

  /// A tag can be moved to other code, a commit cannot.
  @Test func everyActionIsPinnedToACommitAndSaysItsVersion() throws {
    let folders = [".github/workflows", "."].map { Repository.path($0) }
    var pinned = 0
    for folder in folders {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder)
      where name.hasSuffix(".yml") {
        let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        for line in text.split(separator: "\n") where line.contains("uses: ") {
          #expect(
            line.contains(/uses: [a-z-]+\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/),
            "\(name): \(line)")
          pinned += 1
        }
      }
    }
    #expect(pinned >= 5)
  }

  @Test func onlyTheJobThatPublishesMayWriteAndItRunsNoneOfTheCode() throws {
    let jobs = try jobs()
    #expect(jobs["build"]?["permissions"] == nil)
    let rights = try #require(jobs["publish"]?["permissions"]).entries.map {
      "\($0.key.text ?? ""): \($0.value.text ?? "")"
    }
    #expect(rights == ["contents: write", "id-token: write", "attestations: write"])
    let actions = try steps("publish").compactMap { $0["uses"]?.text }
    #expect(!actions.contains { $0.hasPrefix("actions/checkout") })
    #expect(actions.contains { $0.hasPrefix("actions/attest-build-provenance@") })
    #expect(actions.contains { $0.hasPrefix("actions/attest-sbom@") })
  }

  /// What it names is what `scripts/dist` leaves on the machine that it runs on.
  @Test func itAttestsAndUploadsWhatAReleaseConsistsOf() throws {
    let attested = try steps("publish").flatMap { step in
      step["with"]?.entries.compactMap { $0.value.text } ?? []
    }.filter { $0.hasPrefix("release/") }.sorted()
    #expect(
      attested == [
        "release/SHA256SUMS", "release/rolefit-linux-amd64.cdx.json",
        "release/rolefit-linux-amd64.tar.gz",
      ])
    let upload = try #require(steps("publish").last?["run"]?.text)
    #expect(upload.hasPrefix("gh release create \"$TAG\" release/* --verify-tag "))
  }

  @Test func theNotesAreThoseOfTheVersionOrThereAreNone() throws {
    let version = try #require(
      RolefitBinary.run(["--version"]).output.split(separator: "\n").first?.split(separator: " ")
        .last)
    func notes(_ tag: String, _ changelog: String) throws -> (
      status: Int32, output: String, error: String
    ) {
      let path = try folder.write(changelog, to: "CHANGELOG.md")
      return try run(["ci/release-notes", tag, RolefitBinary.path], ["CHANGELOG": path])
    }
    let log = """
      # Changelog

      ## [99.0.0] - 2030-01-01

      - Later.

      ## [\(version)] - 2029-01-01

      ### Added

      - A thing.

      ## [0.0.1] - 2028-01-01

      - Earlier.

      """
    let right = try notes("v\(version)", log)
    #expect(right.status == 0 && right.output == "### Added\n\n- A thing.\n", "\(right.error)")
    let other = try notes("v99.0.0", log)
    #expect(other.status == 2 && other.error.contains("the tag is v99.0.0"), "\(other.error)")
    let none = try notes("v\(version)", log.replacing("[\(version)]", with: "[0.0.2]"))
    #expect(none.status == 2 && none.error.contains("has nothing on version"), "\(none.error)")
    let open = try notes("v\(version)", log.replacing("2029-01-01", with: "unreleased"))
    #expect(open.status == 2 && open.error.contains("has no date"), "\(open.error)")
  }

  @Test(.enabled(if: SearchPath.program(named: "curl") != nil, "needs curl"))
  func theActionTakesAReleaseWhoseSumIsRight() throws {
    let source = folder.path("source")
    let made = try run(["scripts/dist", RolefitBinary.path, folder.path("release")])
    #expect(made.status == 0, "\(made.error)")
    // A shell copies them: what this process has open for writing, others cannot run.
    let copied = try run([
      "sh", "-c", #"mkdir -p "$0/ci" && cp ci/get-rolefit ci/fetch-release "$0/ci""#, source,
    ])
    #expect(copied.status == 0, "\(copied.error)")
    func get(_ environment: [String: String]) throws -> (
      status: Int32, output: String, error: String
    ) {
      try run(
        ["\(source)/ci/get-rolefit"],
        ["RELEASE_URL": "file://\(folder.path("release"))"].merging(environment) { $1 })
    }
    let taken = try get(["ACTION_REF": "v0.1.0"])
    #expect(taken.status == 0 && taken.output.hasPrefix("rolefit "), "\(taken.error)")
    #expect(FileManager.default.isExecutableFile(atPath: "\(source)/dist/rolefit"))
    #expect(try get(["ACTION_REF": "main", "INPUT_VERSION": "v0.1.0"]).status == 0)
    let odd = try get(["INPUT_VERSION": "../v1"])
    #expect(odd.status == 2 && odd.error.contains("is no release"), "\(odd.error)")
    // A branch has no release: its source is built, which here has no Makefile.
    let branch = try get(["ACTION_REF": "v1"])
    #expect(branch.error.contains("make"), "\(branch.error)")
    let sums = "release/SHA256SUMS"
    let right = try folder.read(sums)
    let flipped = right.first == "0" ? "1" : "0"
    let name = try #require(right.split(separator: "\n").first { $0.hasSuffix(".tar.gz") })
    try folder.write(
      right.replacing(name, with: flipped + name.dropFirst()), to: sums)
    let spoiled = try get(["ACTION_REF": "v0.1.0"])
    #expect(
      spoiled.status == 2 && spoiled.error.contains("is not what SHA256SUMS says"),
      "\(spoiled.error)")
    let gone = try get(["ACTION_REF": "v0.1.0", "RELEASE_URL": "file://\(folder.path("none"))"])
    #expect(gone.status == 2 && gone.error.contains("could not be fetched"), "\(gone.error)")
  }
}
