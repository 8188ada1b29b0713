// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// What somebody else put into a folder that rolefit writes, and places that cannot be written.
struct PathTrickTests {
  private static let manifests = InstallManifestsTests.base
  private static let chart = ["generate", "chart"]
  private let folder: TemporaryDirectory

  init() throws {
    folder = try TemporaryDirectory()
    try folder.write("# Written by `rolefit`\npassword: Hidden7\n", to: "outside/file")
  }

  private func link(_ name: String, to target: String) {
    #expect(symlink(target, folder.path(name)) == 0)
  }

  private func run(_ arguments: [String]) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(arguments, directory: folder.path)
  }

  private func expectNothingOutside() throws {
    #expect(try folder.read("outside/file").hasSuffix("password: Hidden7\n"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("outside"))
    #expect(names == ["file"])
  }

  @Test(arguments: [[], ["--force"], ["--check"]])
  func aPlantedLinkToAFileIsNotFollowed(extra: [String]) throws {
    try folder.write("", to: "out/keep")
    link("out/clusterrole.yaml", to: "../outside/file")
    let outcome = try run(Self.manifests + ["--output-dir", "out"] + extra)
    #expect(outcome.status == 2, "\(outcome.error)")
    #expect(outcome.error.contains("a symbolic link leads out of the folder out"))
    #expect(outcome.error.contains("out/clusterrole.yaml:1:1"))
    #expect(!(outcome.output + outcome.error).contains("Hidden7"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path("out")).sorted()
        == ["clusterrole.yaml", "keep"])
    try expectNothingOutside()
  }

  @Test(arguments: [[], ["--force"], ["--check"]])
  func aPlantedLinkToAFolderIsNotFollowed(extra: [String]) throws {
    try folder.write("", to: "out/keep")
    link("out/templates", to: "../outside")
    let outcome = try run(Self.chart + ["--output-dir", "out"] + extra)
    #expect(outcome.status == 2, "\(outcome.error)")
    #expect(outcome.error.contains("a symbolic link leads out of the folder out"))
    try expectNothingOutside()
  }

  @Test func aFileThatIsNoLongerGeneratedIsNotTakenAwayOutside() throws {
    try folder.write("", to: "out/keep")
    link("out/old.yaml", to: "../outside/file")
    let outcome = try run(Self.manifests + ["--output-dir", "out"])
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try folder.read("out/old.yaml").contains("Hidden7"))
    try expectNothingOutside()
  }

  @Test(arguments: [manifests, chart])
  func theFolderItselfMayBeALink(command: [String]) throws {
    try folder.write("", to: "real/keep")
    link("out", to: "real")
    for extra in [[], ["--check"]] {
      let outcome = try run(command + ["--output-dir", "out"] + extra)
      #expect(outcome.status == 0, "\(outcome.error)")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("real"))
    #expect(names.count > 3)
  }

  @Test(arguments: ["..", "../..", "/", "a/../../b"])
  func aClustersNameIsNoPath(name: String) throws {
    let script = "#!/bin/sh\nexit 1\n"
    let path = try folder.searchPath(adding: "kubectl", script: script)
    _ = try RolefitBinary.run(
      ["report", "--contexts", name, "--actions", "none", "--output-dir", "out"],
      directory: folder.path, environment: ["PATH": path])
    #expect(try !folder.names().contains { $0.hasPrefix("rolefit-") })
  }

  @Test func aPipeThatNobodyReadsIsNotWaitedFor() throws {
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    try folder.write(SampleRole.manifest(SampleRole.deletePods), to: "role.yaml")
    for arguments in [
      ["lint", "role.yaml", "-o", "json=pipe"], Self.manifests + ["--output-file", "pipe"],
    ] {
      let outcome = try run(arguments)
      #expect(outcome.status == 2, "\(outcome.error)")
      #expect(outcome.error.contains("nobody reads it"))
    }
    let refused = try run(["lint", "pipe"])
    #expect(refused.status == 2 && refused.error.contains("is a FIFO"))
  }

  @Test(.enabled(if: Files.kind(of: "/dev/full") == .other, "there is no /dev/full here"))
  func aFullDiskIsSaid() throws {
    try folder.write(SampleRole.manifest(SampleRole.deletePods), to: "role.yaml")
    for arguments in [
      ["lint", "role.yaml", "-o", "json=/dev/full"],
      Self.manifests + ["--output-file", "/dev/full"],
    ] {
      let outcome = try run(arguments)
      #expect(outcome.status == 2, "\(outcome.error)")
      #expect(outcome.error.contains("no space left on the device"))
    }
  }

  private static let canMount: Bool = {
    let script = "mount -t tmpfs -o size=8k none /mnt && exec true"
    return (try? Program.run("unshare", ["-m", "sh", "-c", script], limit: 1 << 10))?.status == 0
  }()

  /// What is there stays as it is, and nothing half written is left.
  @Test(.enabled(if: canMount, "needs the right to mount"))
  func aDiskThatFillsLeavesTheOldFiles() throws {
    let script = """
      mount -t tmpfs -o size=16k none /mnt && echo old >/mnt/clusterrole.yaml || exit 9
      "$@"; echo "status $?"; cat /mnt/clusterrole.yaml; ls -A /mnt
      """
    let result = try Program.run(
      "unshare",
      ["-m", "sh", "-c", script, "sh", RolefitBinary.path] + Self.manifests
        + ["--force", "--output-dir", "/mnt"], limit: 1 << 20)
    let output = String(decoding: result.output, as: UTF8.self)
    #expect(output == "status 2\nold\nclusterrole.yaml\n", "\(output)\(result.error)")
    #expect(result.error.contains("no space left on the device"))
  }

  @Test(.enabled(if: canMount, "needs the right to mount"))
  func aReadOnlyFolderIsSaid() throws {
    let script = #"mount -t tmpfs -o ro none /mnt || exit 9; "$@"; echo "status $?""#
    for target in [["--output-dir", "/mnt"], ["--output-file", "/mnt/all.yaml"]] {
      let result = try Program.run(
        "unshare", ["-m", "sh", "-c", script, "sh", RolefitBinary.path] + Self.manifests + target,
        limit: 1 << 20)
      #expect(String(decoding: result.output, as: UTF8.self) == "status 2\n")
      #expect(result.error.contains("the file system is read-only"), "\(result.error)")
    }
  }
}
