// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// What `make install` puts in place, from a binary that is there already.
struct InstallTests {
  private let folder: TemporaryDirectory
  private let root: String

  init() throws {
    folder = try TemporaryDirectory()
    root = folder.path("stage/opt/tools")
  }

  private func run(_ words: [String]) throws -> Program.Result {
    try Program.run(
      "/bin/sh", ["-c", #"cd "$0" && exec "$@""#, Repository.root.path] + words,
      environment: RolefitBinary.cleanEnvironment, limit: 1 << 24, seconds: 120)
  }

  @Test func theProgramThePluginCompletionsAndTheManualAreInstalled() throws {
    let result = try run([
      "make", "--silent", "install", "ROLEFIT_BINARY=\(RolefitBinary.path)",
      "DESTDIR=\(folder.path("stage"))", "PREFIX=/opt/tools",
    ])
    #expect(result.status == 0, "\(result.error)")
    for (path, part) in [
      ("share/bash-completion/completions/rolefit", "complete -o default -F _rolefit rolefit"),
      ("share/zsh/site-functions/_rolefit", "#compdef rolefit kubectl-rolefit"),
      ("share/fish/vendor_completions.d/rolefit.fish", "complete -c $program"),
      ("bin/kubectl_complete-rolefit", "__complete"),
      ("share/man/man1/rolefit.1", "verify"), ("share/man/man1/kubectl-rolefit.1", "verify"),
    ] {
      let text = try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
      #expect(text.contains(part), "\(path)")
    }
    let help = try Program.run("\(root)/bin/kubectl-rolefit", ["--help"], limit: 1 << 20)
    let usage = String(decoding: help.output, as: UTF8.self)
    #expect(usage.contains("USAGE: kubectl rolefit <subcommand>"))
    let plain = try Program.run("\(root)/bin/rolefit", ["--help"], limit: 1 << 20)
    #expect(String(decoding: plain.output, as: UTF8.self).contains("USAGE: rolefit <subcommand>"))
  }

  @Test func withoutABinaryNothingIsInstalled() throws {
    let result = try run(["scripts/install", folder.path("none"), root])
    #expect(result.status == 2)
    #expect(!FileManager.default.fileExists(atPath: root))
  }

  /// An archive of the size that a release has, with the sum that its manifest names.
  @Test func aReleaseHasItsArchiveAndItsKrewManifest() throws {
    let url = "https://example.com/releases/1"
    func dist(_ name: String) throws -> String {
      let path = folder.path(name)
      let result = try run([
        "env", "RELEASE_URL=\(url)", "scripts/dist", RolefitBinary.path, path,
      ])
      #expect(result.status == 0, "\(result.error)")
      #expect(result.error.isEmpty)
      return path
    }
    let first = try dist("first")
    let names = try FileManager.default.contentsOfDirectory(atPath: first).sorted()
    #expect(names.count == 2 && names.last == "rolefit.yaml", "\(names)")
    let archive = try #require(names.first)
    #expect(archive.hasPrefix("rolefit-") && archive.hasSuffix(".tar.gz"))
    let unpack = """
      cd "$0" && tar xzf "$1" && LC_ALL=C ls kubectl-rolefit LICENSE && cksum <kubectl-rolefit
      """
    let unpacked = try run(["sh", "-c", unpack, first, archive])
    let own = try run(["sh", "-c", #"cksum <"$0""#, RolefitBinary.path])
    let cksum = String(decoding: own.output, as: UTF8.self)
    #expect(
      String(decoding: unpacked.output, as: UTF8.self) == "LICENSE\nkubectl-rolefit\n\(cksum)",
      "\(unpacked.error)")
    let manifest = try String(contentsOfFile: "\(first)/rolefit.yaml", encoding: .utf8)
    let again = try String(contentsOfFile: "\(try dist("second"))/rolefit.yaml", encoding: .utf8)
    // The sum too: the same binary gives the same bytes.
    #expect(manifest == again)
    #expect(manifest.contains("\n    uri: \(url)/\(archive)\n"))
    let version = try RolefitBinary.run(["--version"]).output.prefix { $0 != "\n" }
    #expect(version.hasPrefix("rolefit "))
    #expect(manifest.contains("\n  version: v\(version.dropFirst(8))\n"))
    let sums = try run([
      "sh", "-c", #"sha256sum "$0" 2>/dev/null || shasum -a 256 "$0""#, "\(first)/\(archive)",
    ])
    let sum = String(decoding: sums.output, as: UTF8.self).prefix { $0 != " " }
    #expect(sum.count == 64 && manifest.contains("\n    sha256: \(sum)\n"))
  }

  @Test func makeReleaseTakesAGivenBinary() throws {
    let result = try run(["make", "--dry-run", "release", "ROLEFIT_BINARY=/tools/rolefit"])
    #expect(String(decoding: result.output, as: UTF8.self) == "scripts/dist '/tools/rolefit'\n")
    let whole = try run(["make", "--dry-run", "release"])
    #expect(
      String(decoding: whole.output, as: UTF8.self)
        == "scripts/setup build\nscripts/release\nscripts/dist 'dist/rolefit'\n")
  }

  @Test func theKrewManifestNamesEachArchiveWithItsSum() throws {
    let archive = try folder.write("abc", to: "rolefit-linux-amd64.tar.gz")
    let result = try run([
      "scripts/krew-manifest", "0.1.0", "https://example.com/v0.1.0/", "linux/amd64=\(archive)",
    ])
    #expect(result.status == 0, "\(result.error)")
    let text = String(decoding: result.output, as: UTF8.self)
    for line in [
      "  version: v0.1.0", "        os: linux", "        arch: amd64",
      "    uri: https://example.com/v0.1.0/rolefit-linux-amd64.tar.gz",
      "    sha256: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    ] {
      #expect(text.contains("\n\(line)\n"), "\(line)")
    }
  }
}
