// SPDX-License-Identifier: Apache-2.0

import Foundation
import RBAC
import TestSupport
import Testing

@testable import Manifests

/// An event that is read without a tree says what it says as a tree.
struct AuditTwinsTests {
  private static let lines: [String] = {
    let file = Repository.path("examples/audit.jsonl")
    return (try? String(contentsOfFile: file, encoding: .utf8))?.split(separator: "\n")
      .map(String.init) ?? []
  }()

  /// What a line holds by both ways; `isQuick` where the quick one took it.
  private static func readings(
    _ line: [UInt8], _ reader: inout AuditEventReader
  ) -> (quick: [AuditEvent]?, slow: [AuditEvent]?, isQuick: Bool) {
    var isQuick = false
    var quick: [AuditEvent]? = []
    line.withUnsafeBufferPointer { bytes in
      reader.read(bytes) { reading in
        switch reading {
        case .event(let event): quick?.append(event)
        case .known(let template, let id, let time):
          isQuick = true
          quick?.append(template.event(id: id, time: time))
        case .other: break
        case .damaged: quick = nil
        }
      }
    }
    var slow: [AuditEvent]? = []
    reader.readSlowly(line) { reading in
      switch reading {
      case .event(let event): slow?.append(event)
      case .damaged: slow = nil
      case .other, .known: break
      }
    }
    return (quick, slow, isQuick)
  }

  @Test func realEventsAreReadWithoutATree() {
    var reader = AuditEventReader()
    for line in Self.lines {
      let found = Self.readings(Array(line.utf8), &reader)
      #expect(found.isQuick)
      #expect(found.quick?.count == 1 && found.quick == found.slow)
    }
  }

  private static let pieces: [String] = [
    "\"", "\\", "{", "}", "[", "]", ",", ":", " ", "\n", "é", "null", "true", "1", "1e5", "-0",
    "01", "\\u0041", "\\\"", "\"auditID\":\"x\",", "\"verb\" :\"list\",", "\"verb\":\"\",",
    "\"stage\":\"Panic\",", "\"annotations\":{},", "\"responseStatus\":{\"code\":403},",
    "\"objectRef\":{},", "\"objectRef\":null,", "\"requestReceivedTimestamp\":\"x\",",
    "\"timestamp\":\"2026-11-22T08:32:03Z\",", "\"message\":\"User \\\"u\\\" cannot\",",
    "\"requestURI\":\"/a%2Fb?c\",", "\"impersonatedUser\":{\"username\":\"v\"},",
    "\"userAgent\":\"kubectl/v1\",", "\"userAgent\":1,", "\"userAgent\" :\"kubectl/\",",
    "\"annotations\":{\"rolefit.io/asked\":\"[{\\\"purpose\\\":\\\"p\\\"}]\"},",
    "\"responseStatus\":{\"code\":404,\"message\":\"roles.rbac \\\"a\\\" not found\"},",
    "\"requestObject\":{\"a\":[1,2,{\"b\":\"\\u00e9\"}]},",
  ]

  @Test(arguments: 0..<80)
  func bothWaysAgree(seed: UInt64) {
    var random = RandomSource(seed: seed)
    var reader = AuditEventReader()
    for _ in 0..<60 {
      var line = Array((Self.lines.randomElement(using: &random) ?? "").utf8)
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        let place = Int.random(in: 0..<line.count, using: &random)
        let piece = Array((Self.pieces.randomElement(using: &random) ?? "").utf8)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: line.remove(at: place)
        case 1: line[place] = UInt8.random(in: 0...255, using: &random)
        case 2: line.insert(contentsOf: piece, at: place)
        default:
          // Behind a comma, where a member may stand.
          guard let comma = line[place...].firstIndex(of: UInt8(ascii: ",")) else { continue }
          line.insert(contentsOf: piece, at: comma + 1)
        }
      }
      let found = Self.readings(line, &reader)
      #expect(
        found.quick == found.slow,
        "seed \(seed): \(String(decoding: line, as: UTF8.self))")
    }
  }
}
