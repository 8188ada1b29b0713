// SPDX-License-Identifier: Apache-2.0

extension BlockScanner {
  /// Reads a value that starts with an indicator.
  ///
  /// - Parameter indent: the column of the block that it stands in.
  /// - Returns: where the next line starts; -1 in doubt.
  mutating func scanSpecial(at start: Int, in indent: Int) -> Int {
    switch text[start] {
    case UInt8(ascii: "["):
      return scanBrackets(at: start)
    case UInt8(ascii: "{"):
      guard text[start + 1] == UInt8(ascii: "}"), sink.startMapping(at: start),
        sink.endContainer(end: start + 2)
      else { return -1 }
      return text.nextLine(from: start + 2)
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      guard Sink.skipsBlockScalars, sink.blockScalar(at: start) else { return -1 }
      return blockScalarEnd(from: start, in: indent)
    default:
      return -1
    }
  }

  /// A sequence in brackets on one line, of scalars that need no judgement.
  private mutating func scanBrackets(at start: Int) -> Int {
    guard sink.startSequence(at: start) else { return -1 }
    var place = start + 1
    place += text.blanks(at: place)
    var isFirst = true
    while !isFirst || text[place] != UInt8(ascii: "]") {
      isFirst = false
      let first = text[place]
      if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
        let end = text.closingQuote(of: place)
        guard end >= 0, sink.scalar(place + 1..<end, isQuoted: true) else { return -1 }
        place = end + 1
      } else {
        let start = place
        guard first != UInt8(ascii: "-"), first != UInt8(ascii: "*") else { return -1 }
        while Self.isSimple(text[place]) { place += 1 }
        guard place > start, take(start..<place, isQuoted: false) else { return -1 }
      }
      place += text.blanks(at: place)
      if text[place] == UInt8(ascii: "]") { break }
      guard text[place] == UInt8(ascii: ",") else { return -1 }
      place += 1
      place += text.blanks(at: place)
    }
    guard sink.endContainer(end: place + 1) else { return -1 }
    return text.nextLine(from: place + 1)
  }

  /// Whether a byte may stand anywhere in a plain scalar between brackets.
  private static func isSimple(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "*"):
      true
    default: false
    }
  }

  /// Passes over a block scalar with or without `+` or `-`; its first line with text tells how far
  /// it is indented (YAML 1.2, 8.1.1.1).
  private func blockScalarEnd(from start: Int, in outerIndent: Int) -> Int {
    var place = start + 1
    if text[place] == UInt8(ascii: "-") || text[place] == UInt8(ascii: "+") { place += 1 }
    place = text.nextLine(from: place)
    guard place >= 0 else { return -1 }
    var indent = -1
    var longestBlank = 0
    while place < text.count {
      let blanks = text.blanks(at: place)
      let first = text[place + blanks]
      if first == 0x0A {
        longestBlank = max(longestBlank, blanks)
        place += blanks + 1
        continue
      }
      if place + blanks >= text.count { break }
      if indent < 0 {
        guard blanks > outerIndent, longestBlank <= blanks, first != 0x09 else { return -1 }
        indent = blanks
      } else if blanks < indent {
        // What is a tab to a block is none of its indentation.
        return first == 0x09 ? -1 : place
      }
      place = min(text.lineFeed(from: place + blanks) + 1, text.count)
    }
    return indent < 0 ? -1 : text.count
  }
}
