// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

struct DiagnosticCollectorTests {
  private static func place(_ file: String, _ offset: Int) -> SourceRange {
    let position = SourcePosition(offset: offset, line: 1, column: offset + 1)
    return SourceRange(file: file, start: position, end: position)
  }

  /// Each comes before the next for one reason.
  private static let ordered = [
    Diagnostic(.note, "z", "it has no place", at: nil),
    Diagnostic(.note, "z", "an earlier file", at: place("a.yaml", 90)),
    // As a number, 9 comes before 10.
    Diagnostic(.note, "z", "an earlier place", at: place("b.yaml", 9)),
    Diagnostic(.note, "a", "z", at: place("b.yaml", 10)),
    Diagnostic(.error, "b", "message 1", at: place("b.yaml", 10)),
    Diagnostic(.note, "b", "message 2", at: place("b.yaml", 10)),
  ]

  @Test func theOrderIsByFileThenPlaceThenCodeThenMessage() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = RandomSource(seed: seed)
    for _ in 0..<20 {
      var collector = DiagnosticCollector()
      collector.emit(contentsOf: Self.ordered.shuffled(using: &random))
      #expect(collector.sorted == Self.ordered, "seed \(seed)")
    }
  }

  @Test func whatIsSaidTwiceIsHandedOutOnce() {
    var collector = DiagnosticCollector()
    collector.emit(contentsOf: Self.ordered)
    collector.emit(Self.ordered[2])
    #expect(collector.sorted == Self.ordered)
    // What differs in anything is another diagnostic.
    var noted = Self.ordered[2]
    noted.notes = [Diagnostic.Note("and here")]
    collector.emit(noted)
    #expect(collector.sorted.count == Self.ordered.count + 1)
  }

  @Test func theWorstSeverityIsTheWeightiest() {
    var collector = DiagnosticCollector()
    #expect(collector.isEmpty && collector.worst == nil && !collector.hasErrors)
    for severity in [Diagnostic.Severity.note, .warning] {
      collector.emit(Diagnostic(severity, "a", "b", at: nil))
      #expect(collector.worst == severity && !collector.hasErrors)
    }
    collector.emit(Diagnostic(.error, "a", "b", at: nil))
    collector.emit(Diagnostic(.note, "c", "d", at: nil))
    #expect(collector.worst == .error && collector.hasErrors && !collector.isEmpty)
  }
}
