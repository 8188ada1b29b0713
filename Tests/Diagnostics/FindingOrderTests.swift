// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

struct FindingOrderTests {
  private static func range(_ file: String, _ line: Int, _ column: Int, length: Int = 1)
    -> SourceRange
  {
    let offset = line * 100 + column
    return SourceRange(
      file: file, start: SourcePosition(offset: offset, line: line, column: column),
      end: SourcePosition(offset: offset + length, line: line, column: column + length))
  }

  private static func finding(
    _ rule: String, _ message: String, _ range: SourceRange?, of name: String? = nil,
    severity: Diagnostic.Severity = .note
  ) -> Finding {
    Finding(
      rule, severity, message, at: range,
      object: name.map {
        Finding.Object(apiVersion: "v1", kind: "Role", namespace: "shop", name: $0)
      })
  }

  /// Each comes before the next for one reason.
  private static let ordered = [
    finding("z", "no place at all", nil),
    finding("z", "an earlier file", range("a.yaml", 9, 9)),
    finding("z", "an earlier line", range("b.yaml", 2, 9)),
    finding("z", "an earlier column", range("b.yaml", 10, 2)),
    finding("z", "a shorter stretch", range("b.yaml", 10, 3)),
    finding("a", "z", range("b.yaml", 10, 3, length: 2), severity: .note),
    finding("b", "an earlier rule", range("b.yaml", 10, 3, length: 2), severity: .error),
    finding("c", "message 1", range("b.yaml", 10, 3, length: 2)),
    finding("c", "message 2", range("b.yaml", 10, 3, length: 2)),
    finding("c", "message 2", range("b.yaml", 10, 3, length: 2), of: "x"),
    finding("c", "message 2", range("b.yaml", 10, 3, length: 2), of: "y"),
  ]

  @Test func theOrderIsByPlaceThenRuleThenMessageThenObject() {
    for (one, other) in zip(Self.ordered, Self.ordered.dropFirst()) {
      #expect(one < other && !(other < one))
    }
  }

  @Test func theOrderOfTheInputDoesNotMatter() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = RandomSource(seed: seed)
    for _ in 0..<20 {
      #expect(Self.ordered.shuffled(using: &random).sorted() == Self.ordered, "seed \(seed)")
    }
  }
}
