// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import Manifests
import TestSupport
import Testing

/// What the program `tar` packs is read as it lists and unpacks it.
struct TarArchiveTests {
  private static func tar(_ arguments: [String]) throws -> [UInt8] {
    let result = try Program.run("tar", arguments, limit: 1 << 26)
    guard result.status == 0 else { throw HostError(path: "tar", reason: result.error) }
    return result.output
  }

  /// The names as the program lists them, folders left out.
  private static func listed(_ archive: String) throws -> [String] {
    String(decoding: try tar(["--quoting-style=literal", "-tf", archive]), as: UTF8.self)
      .split(separator: "\n").map(String.init).filter { !$0.hasSuffix("/") }
  }

  /// What the program says about an archive that holds the wanted files.
  private static func expectSame(_ archive: String, _ count: Int) throws {
    let ours = try TarArchive(Array(Data(contentsOf: URL(fileURLWithPath: archive))))
    #expect(ours.entries.map(\.name) == (try listed(archive)))
    #expect(ours.entries.count == count)
    #expect(ours.skipped.isEmpty)
    for entry in ours.entries {
      let theirs = try tar(["-xOf", archive, "--no-wildcards", "--", entry.name])
      #expect(Array(ours.bytes[entry.content]) == theirs, "\(entry.name)")
    }
  }

  private static func folders(_ count: Int) -> String {
    Array(repeating: "a-folder-deep", count: count).joined(separator: "/")
  }

  @Test(arguments: ["gnu", "oldgnu", "pax", "ustar", "v7"])
  func readsEveryFormatOfTheProgram(format: String) throws {
    let folder = try TemporaryDirectory()
    var sizes = ["Chart.yaml": 40, "empty": 0, "one": 1, "templates/block": 512, "next": 513]
    sizes["ünïcode – 文.yaml"] = 70_000
    // The oldest format has room for 100 bytes, ustar for 100 and 155 before them.
    if format != "v7" { sizes["\(Self.folders(9))/role.yaml"] = 9 }
    if ["gnu", "oldgnu", "pax"].contains(format) {
      sizes["\(Self.folders(9))/\(String(repeating: "n", count: 150)).yaml"] = 10
      sizes["\(Self.folders(30))/x"] = 1000
    }
    for (name, size) in sizes {
      try folder.write((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }, to: "chart/\(name)")
    }
    let archive = folder.path("chart.tar")
    _ = try Self.tar(["--format=\(format)", "-cf", archive, "-C", folder.path, "chart"])
    try Self.expectSame(archive, sizes.count)
  }

  @Test func readsArchivesThatStartAtADot() throws {
    let folder = try TemporaryDirectory()
    try folder.write("a: 1", to: "chart/values.yaml")
    let archive = folder.path("chart.tar")
    _ = try Self.tar(["-cf", archive, "-C", folder.path("chart"), "."])
    try Self.expectSame(archive, 1)
  }

  @Test func leavesLinksAndDevicesOut() throws {
    let folder = try TemporaryDirectory()
    try folder.write("a: 1", to: "chart/a")
    let script = "cd \"$0\" && ln a hard && ln -s /etc/passwd soft && mkfifo pipe"
    #expect(try Program.run("sh", ["-c", script, folder.path("chart")], limit: 999).status == 0)
    let archive = folder.path("chart.tar")
    let names = ["a", "hard", "soft", "pipe"].map { "chart/\($0)" }
    _ = try Self.tar(["-cf", archive, "-C", folder.path] + names)
    let ours = try TarArchive(Array(Data(contentsOf: URL(fileURLWithPath: archive))))
    #expect(ours.entries.map(\.name) == ["chart/a"])
    #expect(ours.skipped.map(\.name) == ["chart/hard", "chart/soft", "chart/pipe"])
    #expect(ours.skipped.map(\.reason) == [.link, .link, .device])
  }

  @Test(arguments: ["gnu", "pax", "ustar"])
  func leavesPathsOutsideTheFolderOut(format: String) throws {
    let folder = try TemporaryDirectory()
    try folder.write("a: 1", to: "a")
    let archive = folder.path("chart.tar")
    let renamed = ["/etc/a", "../a", "chart/../../a", "chart/..a", "chart/.."]
    for (index, name) in renamed.enumerated() {
      _ = try Self.tar([
        "--format=\(format)", index == 0 ? "-cPf" : "-rPf", archive,
        "--transform", "s,^a$,\(name),", "-C", folder.path, "a",
      ])
    }
    let ours = try TarArchive(Array(Data(contentsOf: URL(fileURLWithPath: archive))))
    #expect(ours.entries.map(\.name) == ["chart/..a"])
    #expect(ours.skipped.map(\.name) == ["/etc/a", "../a", "chart/../../a", "chart/.."])
    #expect(
      ours.skipped.map(\.reason) == [.absolutePath, .parentFolder, .parentFolder, .parentFolder])
  }

  @Test func leavesSparseFilesOut() throws {
    let folder = try TemporaryDirectory()
    let script = "truncate -s 1M \"$0/hole\" && echo end >>\"$0/hole\" && echo a >\"$0/plain\""
    #expect(try Program.run("sh", ["-c", script, folder.path], limit: 999).status == 0)
    for format in ["pax", "gnu"] {
      let archive = folder.path("\(format).tar")
      _ = try Self.tar([
        "--sparse", "--format=\(format)", "-cf", archive, "-C", folder.path, "hole", "plain",
      ])
      let ours = try TarArchive(Array(Data(contentsOf: URL(fileURLWithPath: archive))))
      #expect(ours.entries.map(\.name) == ["plain"], "\(format)")
      #expect(ours.skipped.map(\.reason) == [.unsupported], "\(format)")
    }
  }

  @Test func keepsEveryVersionOfAFile() throws {
    let folder = try TemporaryDirectory()
    let archive = folder.path("chart.tar")
    for (option, text) in [("-cf", "a: 1"), ("-rf", "a: 22")] {
      try folder.write(text, to: "a")
      _ = try Self.tar([option, archive, "-C", folder.path, "a"])
    }
    let ours = try TarArchive(Array(Data(contentsOf: URL(fileURLWithPath: archive))))
    #expect(ours.entries.map(\.name) == ["a", "a"])
    #expect(
      ours.entries.map { String(decoding: ours.bytes[$0.content], as: UTF8.self) } == [
        "a: 1", "a: 22",
      ])
  }
}
