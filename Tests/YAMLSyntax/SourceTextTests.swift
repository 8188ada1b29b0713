// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing
import YAMLSyntax

struct SourceTextTests {
  /// What the documentation of `position` says, by walking from the start.
  private func positions(of text: String) -> [SourcePosition] {
    var positions: [SourcePosition] = []
    var (offset, line, column) = (0, 1, 1)
    var scalars = Array(text.unicodeScalars)[...]
    if scalars.first == "\u{FEFF}" {
      scalars = scalars.dropFirst()
      offset = 3
    }
    while let scalar = scalars.popFirst() {
      positions.append(SourcePosition(offset: offset, line: line, column: column))
      offset += String(scalar).utf8.count
      column += 1
      if scalar == "\n" || scalar == "\r" && scalars.first != "\n" {
        (line, column) = (line + 1, 1)
      }
    }
    return positions + [SourcePosition(offset: offset, line: line, column: column)]
  }

  @Test(arguments: [0x5EED_0201 as UInt64])
  func columnsAreCountedAlikeHoweverLongALineIs(seed: UInt64) {
    var random = RandomSource(seed: seed)
    for _ in 0..<20 {
      let letters = ["a", "é", "😀", "\u{301}", "…"]
      var text = Bool.random(using: &random) ? "\u{FEFF}" : ""
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let length = [0, 3, 1_000, 5_000].randomElement(using: &random) ?? 0
        for _ in 0..<length { text += letters.randomElement(using: &random) ?? "" }
        text += ["\n", "\r\n", "\r", ""].randomElement(using: &random) ?? ""
      }
      let source = SourceText(name: "x", text: text)
      for expected in positions(of: text) {
        #expect(source.position(atOffset: expected.offset) == expected)
      }
    }
  }

  /// Of a long line only what stands around a place is shown: never half a character.
  @Test func aLongLineIsCutAroundAPlace() {
    let long = String(repeating: "aé😀", count: 3_000)
    let source = SourceText(name: "x", text: "short\n\(long)\nend")
    let scalars = Array(long.unicodeScalars)
    for column in [1, 2, 40, 4_500, 8_999, 9_000, 9_001] {
      let offset = 6 + scalars[..<(column - 1)].reduce(0) { $0 + String($1).utf8.count }
      let part = source.line(
        around: SourcePosition(offset: offset, line: 2, column: column), atMost: 100)
      let shown = Array(part.text.unicodeScalars)
      let end = part.scalarsBefore + shown.count
      #expect(Array(scalars[part.scalarsBefore..<end]) == shown)
      #expect((part.scalarsBefore...end).contains(column - 1))
      #expect(part.text.utf8.count <= 206)
      #expect(part.isCutAfter == (end < scalars.count))
    }
    let short = SourcePosition(offset: 2, line: 1, column: 3)
    #expect(source.line(around: short) == LinePart("short"))
    #expect(source.line(around: SourcePosition(offset: 0, line: 9, column: 1)) == LinePart(""))
  }
}
