// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// What a release is published as: its archive, its Krew manifest, its bill of materials and sums.
struct ReleaseTests {
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  /// Whether the binary is one that `scripts/release` made.
  private static let hasBill = FileManager.default.fileExists(
    atPath: RolefitBinary.path + ".cdx.json")

  private func run(_ words: [String]) throws -> Program.Result {
    try Program.run(
      "/bin/sh", ["-c", #"cd "$0" && exec "$@""#, Repository.root.path] + words,
      environment: RolefitBinary.cleanEnvironment, limit: 1 << 24, seconds: 120)
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
      #expect(result.error.isEmpty == Self.hasBill, "\(result.error)")
      return path
    }
    let first = try dist("first")
    let names = try FileManager.default.contentsOfDirectory(atPath: first)
    let archive = try #require(names.first { $0.hasSuffix(".tar.gz") })
    #expect(archive.hasPrefix("rolefit-"))
    let bill = archive.dropLast(".tar.gz".count) + ".cdx.json"
    #expect(
      Set(names)
        == Set([archive, "rolefit.yaml", "SHA256SUMS"] + (Self.hasBill ? [String(bill)] : [])))
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

  /// Sums its arguments, as Linux or as macOS has it.
  private static let sum =
    #"if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi"#

  @Test func theSumsAreThoseOfEveryFileOfTheRelease() throws {
    let path = folder.path("release")
    let made = try run(["scripts/dist", RolefitBinary.path, path])
    #expect(made.status == 0, "\(made.error)")
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    let summed = names.filter { $0 != "SHA256SUMS" }
    let text = try String(contentsOfFile: "\(path)/SHA256SUMS", encoding: .utf8)
    let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(lines.compactMap(\.last).map(String.init).sorted() == summed.sorted())
    let checked = try run([
      "sh", "-c", #"cd "$0" && set -- --check SHA256SUMS && "# + Self.sum, path,
    ])
    #expect(checked.status == 0, "\(String(decoding: checked.output, as: UTF8.self))")
    try folder.write("other", to: "release/rolefit.yaml")
    let spoiled = try run([
      "sh", "-c", #"cd "$0" && set -- --check SHA256SUMS && "# + Self.sum, path,
    ])
    #expect(spoiled.status != 0)
  }

  @Test(.enabled(if: hasBill, "needs a binary of scripts/release"))
  func theBillOfMaterialsNamesWhatIsLinked() throws {
    let bill = try JSON(parsing: Array(Data(contentsOf: Self.billURL)))
    #expect(bill["bomFormat"].string == "CycloneDX" && bill["specVersion"].string == "1.6")
    #expect(bill["serialNumber"].string?.hasPrefix("urn:uuid:") == true)
    let rolefit = bill["metadata"]["component"]
    #expect(rolefit["name"].string == "rolefit")
    let version = try RolefitBinary.run(["--version"]).output.prefix { $0 != "\n" }
    #expect("rolefit \(rolefit["version"].string ?? "")" == version)
    let sums = try run(["sh", "-c", Self.sum, "sh", RolefitBinary.path])
    #expect(
      rolefit["hashes"][0]["content"].string
        == String(decoding: sums.output.prefix(64), as: UTF8.self))
    let parts = bill["components"].array
    let names = parts.compactMap { $0["name"].string }
    for name in ["swift", "swift-argument-parser", "libyaml", "zlib", "glibc"] {
      #expect(names.contains(name))
    }
    for part in parts {
      let name = part["name"].string ?? ""
      #expect(part["version"].string?.isEmpty == false, "\(name)")
      #expect(!part["licenses"].array.isEmpty, "\(name)")
      #expect(part["purl"].string?.hasPrefix("pkg:") == true, "\(name)")
    }
  }

  @Test(
    .enabled(
      if: hasBill && ReportValidator.can("cyclonedx"),
      "needs a binary of scripts/release and the packages of scripts/setup test"))
  func theBillOfMaterialsIsValid() throws {
    #expect(try ReportValidator.problems("cyclonedx", [Self.billURL.path]) == "")
  }

  @Test(.enabled(if: hasBill, "needs a binary of scripts/release"))
  func aBillOfAnotherBinaryIsRefused() throws {
    let binary = folder.path("rolefit")
    // Copied by a program: a file that this process has open to write cannot be run meanwhile.
    #expect(try run(["/bin/cp", RolefitBinary.path, binary]).status == 0)
    try folder.write(#"{"hashes": ["0"]}"#, to: "rolefit.cdx.json")
    let result = try run(["scripts/dist", binary, folder.path("release")])
    #expect(result.status == 2)
    #expect(result.error.contains("is the bill of another binary"), "\(result.error)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("release")))
  }

  private static let billURL = URL(filePath: RolefitBinary.path + ".cdx.json")

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
