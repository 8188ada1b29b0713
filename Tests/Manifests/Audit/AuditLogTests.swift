// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import Manifests
import TestSupport
import Testing

/// Logs in all the shapes in which they come hold the same events.
struct AuditLogTests {
  private static let lines = (1...5).map {
    AuditText.event(id: "\($0)", more: #","responseStatus":{"code":200}"#)
  }
  private static let plain = lines.joined(separator: "\n") + "\n"
  private static let pretty = #"{"kind":"EventList","apiVersion":"audit.k8s.io/v1","metadata":{},"#

  private static func quoted(_ text: String) throws -> String {
    String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
  }

  private static func shapes() throws -> [String: String] {
    let list = lines.joined(separator: ",")
    let messages = try lines.map { #"{"id":"1","timestamp":1,"message":\#(try quoted($0))}"# }
    let azure = try lines.map {
      #"{"category":"kube-audit","properties":{"log":\#(try quoted($0 + "\n")),"pod":"x"}}"#
    }
    func indented(_ text: String) throws -> String {
      let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
      let data = try JSONSerialization.data(withJSONObject: value, options: [.prettyPrinted])
      return String(decoding: data, as: UTF8.self)
    }
    let eventList = "\(pretty)\"items\":[\(list)]}"
    let cloudWatch = #"{"nextToken":"x","events":[\#(messages.joined(separator: ","))]}"#
    let insights = try lines.map {
      #"[{"field":"@timestamp","value":"x"},{"field":"@message","value":\#(try quoted($0))}]"#
    }
    return [
      "lines": plain, "without a last line feed": String(plain.dropLast()),
      "CR LF": lines.joined(separator: "\r\n"), "a byte order mark": "\u{FEFF}\(plain)",
      "blank lines": "\n\n\(lines.joined(separator: "\n \n"))\n\n",
      "an EventList": eventList, "an EventList over lines": try indented(eventList),
      "an array": "[\(list)]", "an array over lines": try indented("[\(list)]"),
      "an array with an element a line": "[\n\(lines.joined(separator: ",\n"))\n]\n",
      "an array after another": "[\(lines[0])]\n[\n"
        + lines.dropFirst().joined(separator: ",\n") + "\n]",
      "one event over lines": try lines.map(indented).joined(separator: "\n"),
      "CloudWatch": cloudWatch, "CloudWatch over lines": try indented(cloudWatch),
      "a CloudWatch subscription":
        #"{"messageType":"DATA_MESSAGE","owner":"1","logEvents":[\#(messages.joined(separator: ","))]}"#,
      "CloudWatch, a record a line": messages.joined(separator: "\n"),
      "CloudWatch Insights":
        #"{"results":[\#(insights.joined(separator: ","))],"status":"Complete"}"#,
      "CloudWatch in S3": lines.map { "2026-11-22T08:32:03.366Z \($0)\n" }.joined(),
      "Azure": #"{"records":[\#(azure.joined(separator: ","))]}"#,
      "Azure, a record a line": azure.joined(separator: "\n"),
      "Azure with its properties as text": try lines.map { line in
        let inner = #"{"log":\#(try quoted(line))}"#
        return #"{"category":"kube-audit","properties":\#(try quoted(inner))}"#
      }.joined(separator: "\n"),
    ]
  }

  @Test func allShapesHoldTheSameEvents() throws {
    let expected = try AuditText.content(of: Self.plain)
    #expect(expected.events.count == 5)
    for (name, log) in try Self.shapes() {
      for piece in [Int.max, 1, 7, 100] {
        let content = try AuditText.content(of: log, piece: piece)
        #expect(content.events == expected.events, "\(name), in pieces of \(piece)")
        #expect(content.damaged == [], "\(name), in pieces of \(piece)")
        #expect(content.others == 0, "\(name), in pieces of \(piece)")
      }
    }
  }

  @Test func packedLogsAreUnpackedAsTheyCome() throws {
    let script = "import sys, gzip; sys.stdout.buffer.write(gzip.compress(sys.stdin.buffer.read()))"
    let packed = try Program.run(
      "python3", ["-c", script], input: Array(Self.plain.utf8), limit: 1 << 20
    ).output
    let expected = try AuditText.content(of: Self.plain)
    for piece in [Int.max, 1, 13] {
      #expect(try AuditText.content(of: packed, piece: piece) == expected)
      // Logs that are rotated are often put one behind the other.
      let twice = try AuditText.content(of: packed + packed + [0, 0, 0, 0], piece: piece)
      #expect(twice.events == expected.events + expected.events)
    }
    #expect(throws: Gzip.Failure.truncated) { try AuditText.content(of: packed.dropLast(9)) }
    #expect(throws: Gzip.Failure.damaged) { try AuditText.content(of: packed + [1, 2, 3]) }
  }

  @Test func dataThatUnpacksToMuchMoreIsRefused() throws {
    let script = "import sys, gzip; sys.stdout.buffer.write(gzip.compress(bytes(1 << 22)))"
    let packed = try Program.run("python3", ["-c", script], limit: 1 << 20).output
    let stream = GzipStream(allowance: 1 << 20)
    #expect(throws: Gzip.Failure.self) { try stream.unpack(packed) { _ in true } }
  }

  @Test(arguments: [
    "garbage", #"{"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"#, "{", "[", "}", "]",
    #"{"a":["#, #"{"auditID":"1"}"#, "{\"a\":\"\u{1}\"}", "\u{FFFD}\u{0}",
  ])
  func aDamagedLineStopsNothing(garbage: String) throws {
    let alone = try AuditText.content(of: garbage)
    #expect(alone.damaged.count == 1, "\(alone)")
    for place in 0...5 {
      var lines = Self.lines
      lines.insert(garbage, at: place)
      let content = try AuditText.content(of: lines.joined(separator: "\n"))
      #expect(content.events.count == 5, "after \(place): \(content)")
      #expect(
        content.damaged.map { $0.split(separator: " ")[1] }
          == alone.damaged.map {
            $0.split(separator: " ")[1]
          }, "after \(place)")
      #expect(content.damaged.allSatisfy { $0.hasPrefix("\(place + 1) ") }, "after \(place)")
    }
  }

  /// What is made of any bytes does not depend on the blocks in which they come.
  @Test(arguments: 0..<60)
  func piecesDoNotMatter(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    var bytes = Array((try Self.shapes()).values.sorted().joined(separator: "\n").utf8)
    for _ in 0..<Int.random(in: 1...20, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      default: bytes.insert("{}[]\"\n\\,".utf8.randomElement(using: &random) ?? 0, at: place)
      }
    }
    let whole = try AuditText.content(of: bytes)
    for piece in [1, 17, 4_096] {
      #expect(try AuditText.content(of: bytes, piece: piece) == whole, "seed \(seed)")
    }
  }
}
