// SPDX-License-Identifier: Apache-2.0

/// Splits the generated tables, which are ASCII, byte by byte: characters would cost ten times
/// that.
enum TableText {
  static func lines(of text: StaticString) -> [Substring] {
    split(Substring(text.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }), at: "\n")
  }

  /// The parts between separators, empty ones included.
  static func split(_ text: Substring, at separator: Unicode.Scalar) -> [Substring] {
    var text = text
    let ends = text.withUTF8 { places(of: UInt8(ascii: separator), in: $0) }
    let bytes = text.utf8
    var parts: [Substring] = []
    parts.reserveCapacity(ends.count + 1)
    var start = bytes.startIndex
    for end in ends {
      let index = bytes.index(bytes.startIndex, offsetBy: end)
      parts.append(text[start..<index])
      start = bytes.index(after: index)
    }
    parts.append(text[start...])
    return parts
  }

  private static func places(
    of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>
  ) -> [Int] {
    bytes.indices.filter { bytes[$0] == byte }
  }

  /// The first byte of a line, which says what it is, and the rest of it.
  static func marked(_ line: Substring) -> (mark: UInt8, rest: Substring) {
    let bytes = line.utf8
    guard let first = bytes.first else { return (0, line) }
    return (first, line[bytes.index(after: bytes.startIndex)...])
  }
}
