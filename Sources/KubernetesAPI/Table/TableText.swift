// SPDX-License-Identifier: Apache-2.0

/// Splits the generated tables, which are ASCII, byte by byte: characters would cost ten times
/// that.
enum TableText {
  static func lines(of text: StaticString) -> [Substring] {
    split(Substring(text.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }), at: "\n")
  }

  /// The parts between separators, empty ones included.
  static func split(_ text: Substring, at separator: Unicode.Scalar) -> [Substring] {
    let bytes = text.utf8
    let byte = UInt8(ascii: separator)
    var parts: [Substring] = []
    var start = bytes.startIndex
    while let end = bytes[start...].firstIndex(of: byte) {
      parts.append(text[start..<end])
      start = bytes.index(after: end)
    }
    parts.append(text[start...])
    return parts
  }

  /// The first byte of a line, which says what it is, and the rest of it.
  static func marked(_ line: Substring) -> (mark: UInt8, rest: Substring) {
    let bytes = line.utf8
    guard let first = bytes.first else { return (0, line) }
    return (first, line[bytes.index(after: bytes.startIndex)...])
  }
}
