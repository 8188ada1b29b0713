// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import Manifests
import TestSupport
import Testing

/// Archives that were cut, changed, or written to do harm.
struct DamagedTarTests {
  private static func archive(_ format: String, _ names: [String]) throws -> [UInt8] {
    let folder = try TemporaryDirectory()
    for name in names { try folder.write("content of \(name)\n", to: name) }
    return try Program.run(
      "tar", ["--format=\(format)", "-cf", "-", "-C", folder.path] + names, limit: 1 << 20
    ).output
  }

  private static let long = "chart/" + String(repeating: "n", count: 180)

  /// A block of a header with these fields changed, and its checksum made right again.
  private static func changed(_ bytes: [UInt8], _ fields: [Int: String]) -> [UInt8] {
    var bytes = bytes
    for (place, text) in fields {
      bytes.replaceSubrange(place..<(place + text.utf8.count), with: text.utf8)
    }
    bytes.replaceSubrange(148..<156, with: repeatElement(0x20, count: 8))
    let sum = String(bytes[..<512].reduce(0) { $0 + Int($1) }, radix: 8)
    bytes.replaceSubrange(148..<(148 + sum.utf8.count), with: sum.utf8)
    return bytes
  }

  @Test func readsWhatHasNoBlocksOfZerosAtItsEnd() throws {
    let bytes = try Self.archive("ustar", ["a", "b"])
    #expect(try TarArchive(Array(bytes[..<2048])).entries.map(\.name) == ["a", "b"])
    #expect(try TarArchive(Array(bytes[..<1024])).entries.map(\.name) == ["a"])
    #expect(try TarArchive([]).entries.isEmpty)
  }

  @Test(arguments: ["gnu", "pax"])
  func saysThatAnArchiveIsCutOff(format: String) throws {
    let bytes = try Self.archive(format, [Self.long])
    let whole = try TarArchive(bytes)
    let end = try #require(whole.entries.first?.content.upperBound)
    #expect(whole.entries.map(\.name) == [Self.long])
    for count in 1..<end {
      #expect(throws: ArchiveError.truncated, "\(count) bytes") {
        try TarArchive(Array(bytes[..<count]))
      }
    }
  }

  @Test func seesEveryChangeOfAHeader() throws {
    let bytes = try Self.archive("ustar", ["a", "b"])
    for place in 0..<512 where !(148..<156).contains(place) {
      var broken = bytes
      broken[1024 + place] ^= 1
      #expect(throws: ArchiveError.damaged(offset: 1024), "byte \(place)") {
        try TarArchive(broken)
      }
    }
    #expect(throws: ArchiveError.damaged(offset: 0)) {
      try TarArchive([UInt8](repeating: 0x41, count: 1024))
    }
  }

  @Test func refusesSizesThatAreNone() throws {
    let bytes = try Self.archive("ustar", ["a"])
    for size in ["-0000000001", "+0000000001", "0000000009 ", "0000000000x", "0x000000001"] {
      #expect(throws: ArchiveError.damaged(offset: 0), "\(size)") {
        try TarArchive(Self.changed(bytes, [124: size]))
      }
    }
    // Far more than there is.
    #expect(throws: ArchiveError.truncated) {
      try TarArchive(Self.changed(bytes, [124: "777777777777"]))
    }
    var large = bytes
    large.replaceSubrange(124..<136, with: [0x80] + [UInt8](repeating: 0xFF, count: 11))
    #expect(throws: ArchiveError.damaged(offset: 0)) { try TarArchive(Self.changed(large, [:])) }
    large.replaceSubrange(124..<136, with: [0x80, 0, 0, 0] + [UInt8](repeating: 0x7F, count: 8))
    #expect(throws: ArchiveError.truncated) { try TarArchive(Self.changed(large, [:])) }
    large.replaceSubrange(124..<136, with: [0x80] + [UInt8](repeating: 0, count: 10) + [3])
    #expect(try TarArchive(Self.changed(large, [:])).entries.map(\.content.count) == [3])
  }

  @Test(arguments: [
    "9 path=a", "999999999999 path=a\n", "0 path=a\n", "2 \n", "x path=a\n", "9 path:a\n",
    "9 path=a\n11 size=-1\n", "10 path=a\0\n", "-9 path=a\n",
  ])
  func refusesMalformedRecords(records: String) throws {
    let file = try Self.archive("ustar", ["a"])
    var size = String(records.utf8.count, radix: 8)
    size = String(repeating: "0", count: 11 - size.count) + size
    let header = Self.changed(Array(file[..<512]), [124: size, 156: "x"])
    let content = Array(records.utf8) + [UInt8](repeating: 0, count: 512 - records.utf8.count)
    #expect(throws: ArchiveError.damaged(offset: 0)) { try TarArchive(header + content + file) }
  }

  @Test func takesNoNameFromAGlobalHeader() throws {
    let folder = try TemporaryDirectory()
    try folder.write("a", to: "a")
    let bytes = try Program.run(
      "tar",
      [
        "--format=pax", "--pax-option=globexthdr.name=g,path=evil", "-cf", "-", "-C", folder.path,
        "a",
      ],
      limit: 1 << 20
    ).output
    #expect(bytes[156] == UInt8(ascii: "g"))
    #expect(try TarArchive(bytes).entries.map(\.name) == ["a"])
  }

  @Test func stopsAtTheMostEntries() throws {
    let bytes = try Self.archive("ustar", ["a", "b", "c"])
    #expect(try TarArchive(bytes, entryLimit: 3).entries.count == 3)
    #expect(throws: ArchiveError.tooManyEntries(limit: 2)) {
      try TarArchive(bytes, entryLimit: 2)
    }
  }

  @Test func neverTrapsOnRandomChanges() throws {
    let whole = try Self.archive("gnu", [Self.long, "a"]) + Self.archive("pax", [Self.long])
    var random = RandomSource(seed: 11)
    for _ in 0..<3000 {
      var bytes = whole
      for _ in 0..<3 {
        // Headers with a right checksum, so that changes come through.
        let header = 512 * Int.random(in: 0..<(bytes.count / 512), using: &random)
        let place = header + Int.random(in: 100..<300, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
        bytes.replaceSubrange(
          header..<(header + 512), with: Self.changed(Array(bytes[header..<(header + 512)]), [:]))
      }
      guard let archive = try? TarArchive(bytes) else { continue }
      #expect(archive.entries.allSatisfy { $0.content.upperBound <= bytes.count })
    }
  }
}
