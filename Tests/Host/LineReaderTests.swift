// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

struct LineReaderTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func lines(_ content: [UInt8], longestLine: Int = 1 << 20) throws -> [[UInt8]] {
    let reader = try LineReader(
      path: try directory.write(content, to: "file"), longestLine: longestLine)
    var lines: [[UInt8]] = []
    while let line = try reader.next() {
      lines.append(Array(line))
      #expect(reader.lineNumber == lines.count)
    }
    #expect(try reader.next() == nil)
    return lines
  }

  @Test(arguments: [
    ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("\n\n", ["", ""]),
    ("a\r\nb\r", ["a", "b"]), ("a\rb\n", ["a\rb"]), ("é\n✓", ["é", "✓"]),
  ])
  func splitsAtLineFeeds(text: String, expected: [String]) throws {
    #expect(try lines(Array(text.utf8)) == expected.map { Array($0.utf8) })
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func givesBackEveryByteOfLongFiles(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    let longest = [10, 1000, 400_000].randomElement(using: &random) ?? 0
    var expected: [[UInt8]] = []
    var size = 0
    while size < 1_000_000 {
      let length = Int.random(in: 0...longest, using: &random)
      expected.append([UInt8](repeating: .random(in: 32...126, using: &random), count: length))
      size += length + 1
    }
    let content = Array(expected.joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
    #expect(try lines(content) == expected, "seed \(seed)")
  }

  @Test func refusesALineThatIsTooLong() throws {
    let content = Array("ok\n1234567890\n12345678901\n".utf8)
    #expect(try lines(Array(content.prefix(14)), longestLine: 10).count == 2)
    let error = #expect(throws: HostError.self) { try lines(content, longestLine: 10) }
    #expect(error?.reason == "line 3 is larger than 10 bytes")
    // Without end, and so without a line feed to find.
    let zeros = open("/dev/zero", O_RDONLY)
    defer { close(zeros) }
    let endless = try LineReader(path: "/dev/fd/\(zeros)", longestLine: 1 << 20)
    let other = #expect(throws: HostError.self) { _ = try endless.next() }
    #expect(other?.reason == "line 1 is larger than 1 MiB")
  }

  @Test func saysWhyAFileCannotBeRead() {
    let absent = directory.path("absent")
    #expect(throws: HostError(path: absent, reason: "no such file", kind: .notFound)) {
      try LineReader(path: absent)
    }
    let folder = directory.path
    #expect(throws: HostError(path: folder, reason: "is a directory", kind: .isDirectory)) {
      try LineReader(path: folder)
    }
  }
}
