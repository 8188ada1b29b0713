// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing

struct DiagnosticCollectorTests {
  @Test func sortsByFileThenPlaceThenCodeAndDropsRepeats() {
    func place(_ file: String, _ offset: Int) -> SourceRange {
      let position = SourcePosition(offset: offset, line: 1, column: offset + 1)
      return SourceRange(file: file, start: position, end: position)
    }
    let second = Diagnostic(.warning, "b", "second", at: place("a.yaml", 5))
    let first = Diagnostic(.error, "a", "first", at: place("a.yaml", 2))
    let third = Diagnostic(.note, "a", "third", at: place("b.yaml", 0))
    let whole = Diagnostic(.note, "z", "whole run", at: nil)
    var collector = DiagnosticCollector()
    collector.emit(contentsOf: [third, second, first, whole, second])
    #expect(collector.sorted == [whole, first, second, third])
    #expect(collector.worst == .error)
    #expect(collector.hasErrors)
  }
}
