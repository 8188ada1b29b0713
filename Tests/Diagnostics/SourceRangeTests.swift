// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing

struct SourceRangeTests {
  @Test func itIsPrintedAsCompilersDo() {
    let start = SourcePosition(offset: 12, line: 2, column: 5)
    let range = SourceRange(
      file: "a b.yaml", start: start, end: SourcePosition(offset: 20, line: 3, column: 1))
    #expect("\(range)" == "a b.yaml:2:5")
    let part = SourceRange(
      file: "chart", start: start, end: start, section: "ferry/templates/role.yaml")
    #expect("\(part)" == "chart:2:5 [ferry/templates/role.yaml]")
  }

  @Test func theStartOfAFileIsItsFirstColumnAndEmpty() {
    let start = SourceRange.startOf(file: "<stdin>")
    #expect("\(start)" == "<stdin>:1:1")
    #expect(start.start == start.end && start.start.offset == 0)
    #expect(start.section == nil)
  }

  @Test func placesOfOneTextAreComparedByTheirOffset() {
    let first = SourcePosition(offset: 3, line: 1, column: 4)
    let second = SourcePosition(offset: 10, line: 2, column: 1)
    #expect(first < second && !(second < first) && !(first < first))
  }
}
