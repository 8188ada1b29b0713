// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// A file's bytes and the name its user gave it, with lines and columns computed when asked.
///
/// Lines end at LF, CR LF or a lone CR. A byte order mark at the start has no column of its own.
package struct SourceText: Sendable {
  /// The file as the user named it; `<stdin>` for standard input.
  package let name: String
  /// The text as UTF-8 (readers check that it is), byte order mark included. A file in UTF-16 with
  /// a mark stands here as UTF-8, and offsets are those in it.
  package let bytes: [UInt8]

  /// The number of the first line: more than 1 for lines cut out of a longer file.
  package let firstLine: Int
  /// Bytes of the longer file before this part of it.
  private let firstOffset: Int
  private let lines = LineIndex()
  /// Where the text's parts begin, in order.
  private let sections: [Section]

  /// A part of a text that was put together, up to where the next one begins.
  package struct Section: Hashable, Sendable {
    /// Its first byte.
    package var offset: Int
    package var name: String

    package init(offset: Int, name: String) {
      self.offset = offset
      self.name = name
    }
  }

  package init(name: String, bytes: [UInt8]) {
    self.init(name: name, bytes: UTF16Text.inUTF8(bytes) ?? bytes, firstLine: 1)
  }

  /// A text that was put together; `sections` in order.
  package init(name: String, bytes: [UInt8], sections: [Section]) {
    self.init(name: name, bytes: bytes, firstLine: 1, firstOffset: 0, sections: sections)
  }

  package init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// A part of a longer file: its first line has the number `firstLine`, and `firstOffset` bytes
  /// stand before it. Places in it are places in the file.
  package init(name: String, bytes: [UInt8], firstLine: Int, firstOffset: Int = 0) {
    self.init(
      name: name, bytes: bytes, firstLine: firstLine, firstOffset: firstOffset, sections: [])
  }

  private init(
    name: String, bytes: [UInt8], firstLine: Int, firstOffset: Int, sections: [Section]
  ) {
    self.name = name
    self.bytes = bytes
    self.firstLine = firstLine
    self.firstOffset = firstOffset
    self.sections = sections
  }

  /// A copy of some of its bytes, which keeps its places: `bytes` must start with a line.
  ///
  /// - Parameter line: how many lines stand before it, where that is known.
  package func part(_ bytes: Range<Int>, line: Int? = nil) -> SourceText {
    let start = line ?? lines.line(containing: bytes.lowerBound, in: self.bytes).number
    let first = sections.lastIndex { $0.offset <= bytes.lowerBound } ?? sections.startIndex
    let sections = sections[first...].prefix { $0.offset < bytes.upperBound }.map {
      Section(offset: max(0, $0.offset - bytes.lowerBound), name: $0.name)
    }
    return SourceText(
      name: name, bytes: Array(self.bytes[bytes]), firstLine: firstLine + start,
      firstOffset: firstOffset + bytes.lowerBound, sections: sections)
  }

  /// The place `offset` bytes into this text; offsets beyond its end mean the end.
  package func position(atOffset offset: Int) -> SourcePosition {
    let place = min(max(offset, 0), bytes.count)
    let (number, start) = lines.line(containing: place, in: bytes)
    let content = max(start, min(markLength, place))..<place
    let column = 1 + lines.scalars(in: content, of: bytes)
    return SourcePosition(
      offset: firstOffset + place, line: number + firstLine, column: column)
  }

  /// The stretch of text that `bytes` covers.
  package func range(_ bytes: Range<Int>) -> SourceRange {
    SourceRange(
      file: name, start: position(atOffset: bytes.lowerBound),
      end: position(atOffset: bytes.upperBound),
      section: sections.last { $0.offset <= bytes.lowerBound }?.name)
  }

  /// The text of a line, without what ends it; empty for a line that does not exist.
  package func line(_ number: Int) -> String {
    content(ofLine: number).map { String(decoding: bytes[$0], as: UTF8.self) } ?? ""
  }

  /// What stands around a place in its line: up to so many bytes on each side, where the line is
  /// longer than both; empty for a line that does not exist.
  package func line(around place: SourcePosition, atMost bytes: Int = 1 << 11) -> LinePart {
    guard let content = content(ofLine: place.line) else { return LinePart("") }
    guard content.count > 2 * bytes else {
      return LinePart(String(decoding: self.bytes[content], as: UTF8.self))
    }
    let middle = min(max(place.offset - firstOffset, content.lowerBound), content.upperBound)
    var lower = max(middle - bytes, content.lowerBound)
    var upper = min(middle + bytes, content.upperBound)
    func isInsideScalar(_ offset: Int) -> Bool {
      offset < content.upperBound && self.bytes[offset] & 0xC0 == 0x80
    }
    while lower < middle, isInsideScalar(lower) { lower += 1 }
    while upper < content.upperBound, isInsideScalar(upper) { upper += 1 }
    return LinePart(
      String(decoding: self.bytes[lower..<upper], as: UTF8.self),
      scalarsBefore: lines.scalars(in: content.lowerBound..<lower, of: self.bytes),
      isCutAfter: upper < content.upperBound)
  }

  /// The bytes of a line without what ends it, and without a byte order mark.
  private func content(ofLine number: Int) -> Range<Int>? {
    guard let content = lines.bytes(ofLine: number - firstLine, in: bytes) else { return nil }
    return content.lowerBound == 0
      ? min(markLength, content.upperBound)..<content.upperBound : content
  }

  /// Bytes that a UTF-8 byte order mark takes at the start: 3, or 0 without one.
  var markLength: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
}
