// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// A comment of a YAML text, which readers drop.
package struct Comment: Hashable, Sendable {
  /// What follows the `#`, without blanks around it.
  package var text: String
  /// From the `#` to the end of the line.
  package var range: SourceRange
  /// Whether nothing but blanks stands before it in its line.
  package var isAlone: Bool
  /// The line that it is about: its own, or, where it stands alone, the next that holds more than
  /// a comment; `nil` at the end of the text.
  package var line: Int?
}

extension YAMLNode {
  /// The comments of the whole text that the node was read from, in order.
  ///
  /// libyaml drops them, so they are found in the text: between scalars, for a `#` inside one is a
  /// character like any other.
  package var commentsOfText: [Comment] {
    let source = tree.source
    let bytes = source.bytes
    guard bytes.contains(UInt8(ascii: "#")) else { return [] }
    let scalars = tree.records.lazy.filter { $0.kind == .scalar }
      .map { Int($0.start)..<Int($0.end) }.sorted { $0.lowerBound < $1.lowerBound }
    var comments: [Comment] = []
    var place = 0
    for scalar in scalars where scalar.lowerBound >= place {
      Self.scan(place..<scalar.lowerBound, of: source, into: &comments)
      place = scalar.upperBound
      guard !scalar.isEmpty else { continue }
      let first = bytes[scalar.lowerBound]
      if first == UInt8(ascii: "|") || first == UInt8(ascii: ">") {
        // A block's header may have a comment; its text has none.
        let header = Self.lineEnd(from: scalar.lowerBound, in: bytes)
        Self.scan(scalar.lowerBound..<min(header, scalar.upperBound), of: source, into: &comments)
      }
    }
    Self.scan(min(place, bytes.count)..<bytes.count, of: source, into: &comments)
    return comments
  }

  /// Comments in a stretch between scalars.
  private static func scan(
    _ stretch: Range<Int>, of source: SourceText, into comments: inout [Comment]
  ) {
    let bytes = source.bytes
    var index = stretch.lowerBound
    while index < stretch.upperBound {
      guard bytes[index] == UInt8(ascii: "#"), index == 0 || bytes[index - 1] <= 0x20 else {
        index += 1
        continue
      }
      let end = lineEnd(from: index, in: bytes)
      var start = index
      while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
      let isAlone = start == 0 || isBreak(bytes[start - 1])
      let range = source.range(index..<end)
      let about = isAlone ? nextContent(after: end, in: bytes) : index
      comments.append(
        Comment(
          text: trimmed(bytes[(index + 1)..<end]), range: range, isAlone: isAlone,
          line: about.map { source.position(atOffset: $0).line }))
      index = end
    }
  }

  /// The first byte of the next line that holds more than blanks and a comment.
  private static func nextContent(after place: Int, in bytes: [UInt8]) -> Int? {
    var index = place
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      case UInt8(ascii: "#"): index = lineEnd(from: index, in: bytes)
      default: return index
      }
    }
    return nil
  }

  private static func lineEnd(from place: Int, in bytes: [UInt8]) -> Int {
    bytes[place...].firstIndex(where: isBreak) ?? bytes.count
  }

  private static func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes
    while let first = bytes.first, first <= 0x20 { bytes = bytes.dropFirst() }
    while let last = bytes.last, last <= 0x20 { bytes = bytes.dropLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
