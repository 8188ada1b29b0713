// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import Manifests
import TestSupport
import Testing

/// What Python's zlib packs is unpacked to the same bytes; what is damaged is refused.
struct GzipTests {
  private static func packed(_ data: [UInt8], level: Int = 9, strategy: Int = 0) throws -> [UInt8] {
    let script = """
      import sys, zlib
      c = zlib.compressobj(\(level), zlib.DEFLATED, 31, 8, \(strategy))
      sys.stdout.buffer.write(c.compress(sys.stdin.buffer.read()) + c.flush())
      """
    return try Program.run("python3", ["-c", script], input: data, limit: 1 << 26).output
  }

  private static func sample(_ count: Int, seed: UInt64) -> [UInt8] {
    var random = RandomSource(seed: seed)
    var bytes: [UInt8] = []
    while bytes.count < count {
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes.append(UInt8.random(in: 0...255, using: &random))
      case 1: bytes += Array("apiVersion: v1\n".utf8)
      default: bytes += Array(repeating: 0x61, count: Int.random(in: 1...400, using: &random))
      }
    }
    return Array(bytes.prefix(count))
  }

  @Test(arguments: [0, 1, 300, 70_000], [0, 1, 9])
  func unpacksWhatZlibPacks(count: Int, level: Int) throws {
    let data = Self.sample(count, seed: UInt64(count + level))
    // The strategy 4 is the one with fixed codes.
    for strategy in [0, 4] {
      let packed = try Self.packed(data, level: level, strategy: strategy)
      #expect(try Gzip.unpacked(packed, limit: 100_000) == data)
    }
  }

  @Test func stopsAtTheLimit() throws {
    let bomb = try Self.packed([UInt8](repeating: 0, count: 5_000_000))
    for limit in [0, 1000, 4_999_999] {
      #expect(throws: Gzip.Failure.tooLarge(limit: limit)) {
        try Gzip.unpacked(bomb, limit: limit)
      }
    }
    #expect(try Gzip.unpacked(bomb, limit: 5_000_000).count == 5_000_000)
    // What one member may not have, several may not have together.
    #expect(throws: Gzip.Failure.tooLarge(limit: 9_000_000)) {
      try Gzip.unpacked(bomb + bomb, limit: 9_000_000)
    }
  }

  @Test func readsSeveralMembersAsGzipDoes() throws {
    let parts = [Self.sample(5000, seed: 1), [], Self.sample(70_000, seed: 2), []]
    let packed = try parts.map { try Self.packed($0) }.joined() + [0, 0, 0]
    let real = try Program.run("gzip", ["-dc"], input: Array(packed), limit: 1 << 20)
    #expect(real.status == 0)
    #expect(try Gzip.unpacked(Array(packed), limit: 100_000) == real.output)
    #expect(real.output == Array(parts.joined()))
  }

  @Test func readsTheHeaderOfANamedFile() throws {
    let folder = try TemporaryDirectory()
    let text = String(repeating: "a: 1\n", count: 99)
    let path = try folder.write(text, to: "values.yaml")
    let packed = try Program.run("gzip", ["-c", path], limit: 1 << 20).output
    // The flag says that a name follows.
    #expect(packed[3] & 8 != 0)
    #expect(try Gzip.unpacked(packed, limit: 1000) == Array(text.utf8))
  }

  @Test func refusesWhatIsNoGzipData() {
    for data in [[], [0x1F], [0x1F, 0x8B], Array("apiVersion: v1".utf8)] as [[UInt8]] {
      #expect(throws: Gzip.Failure.notGzip) { try Gzip.unpacked(data, limit: 100) }
    }
  }

  @Test func seesAWrongChecksumAndAWrongLength() throws {
    let packed = try Self.packed(Self.sample(2000, seed: 5))
    for fromEnd in [1, 4, 5, 8] {
      var broken = packed
      broken[broken.count - fromEnd] ^= 1
      #expect(throws: Gzip.Failure.damaged) { try Gzip.unpacked(broken, limit: 10_000) }
    }
  }

  @Test func seesWhatFollowsTheLastMember() throws {
    let packed = try Self.packed(Array("a".utf8))
    #expect(throws: Gzip.Failure.damaged) {
      try Gzip.unpacked(packed + Array("\0\0rest".utf8), limit: 100)
    }
  }

  @Test func saysThatDataIsCutOff() throws {
    let packed = try Self.packed(Self.sample(2000, seed: 6))
    // Three bytes say that it is gzip data.
    for end in 3..<packed.count {
      #expect(throws: Gzip.Failure.truncated) {
        try Gzip.unpacked(Array(packed[..<end]), limit: 10_000)
      }
      #expect(throws: Gzip.Failure.truncated) {
        try Gzip.unpacked(packed + packed[..<end], limit: 10_000)
      }
    }
  }

  @Test func refusesDamageWithoutEverTrapping() throws {
    let data = Self.sample(2000, seed: 7)
    let packed = try Self.packed(data)
    #expect(throws: Gzip.Failure.notGzip) { try Gzip.unpacked(data, limit: 10_000) }
    var random = RandomSource(seed: 8)
    for _ in 0..<1000 {
      var broken = packed
      let place = Int.random(in: 10..<broken.count, using: &random)
      broken[place] ^= UInt8.random(in: 1...255, using: &random)
      // A bit that only fills up the last byte means nothing; any other damage is seen.
      let isSeen = (try? Gzip.unpacked(broken, limit: 100_000)).map { $0 == data } ?? true
      #expect(isSeen, "byte \(place)")
    }
  }
}
