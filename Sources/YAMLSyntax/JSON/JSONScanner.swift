// SPDX-License-Identifier: Apache-2.0

internal import Diagnostics

/// Reads JSON into a tree builder: one document after the other, with or without line breaks or
/// `---` between them.
///
/// libyaml takes most JSON, but not surrogate pairs nor keys of more than 1,024 characters, and it
/// is slower by far.
struct JSONScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var index = 0

  init(bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) {
    self.bytes = bytes
    index = start
  }

  /// Whether a text's first byte that is not blank opens an object or an array.
  static func opensContainer(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    var scanner = JSONScanner(bytes: bytes, from: start)
    scanner.skipBlanks()
    let first = scanner.next
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  /// Reads documents up to the end of the text.
  mutating func readStream(into builder: inout TreeBuilder) throws(ReadingFailure) {
    while true {
      skipBlanks()
      if skipSeparator() { continue }
      guard index < bytes.count else { return }
      try builder.startDocument(at: index..<index + 1)
      try readValue(into: &builder)
      builder.endDocument()
    }
  }

  /// Reads one value, blanks before it included.
  mutating func readValue(into builder: inout TreeBuilder) throws(ReadingFailure) {
    while true {
      skipBlanks()
      guard index < bytes.count else { throw ended(in: builder) }
      switch bytes[index] {
      case UInt8(ascii: "{"):
        try builder.startContainer(.mapping, start: index, end: index + 1)
        index += 1
        skipBlanks()
        if next != UInt8(ascii: "}") {
          try readKey(into: &builder)
          continue
        }
      case UInt8(ascii: "["):
        try builder.startContainer(.sequence, start: index, end: index + 1)
        index += 1
        skipBlanks()
        if next != UInt8(ascii: "]") { continue }
      case UInt8(ascii: "\""):
        try readString(into: &builder)
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        try readNumber(into: &builder)
      case UInt8(ascii: "t"): try readWord("true", into: &builder)
      case UInt8(ascii: "f"): try readWord("false", into: &builder)
      case UInt8(ascii: "n"): try readWord("null", into: &builder)
      default: throw unexpected("a value should stand here")
      }
      guard try finishContainers(in: &builder) else { return }
    }
  }

  /// Reads what follows a value, brackets that close and commas; says whether another value comes.
  private mutating func finishContainers(
    in builder: inout TreeBuilder
  ) throws(ReadingFailure) -> Bool {
    while let frame = builder.frames.last {
      skipBlanks()
      guard index < bytes.count else { throw ended(in: builder) }
      let byte = bytes[index]
      if byte == UInt8(ascii: ",") {
        index += 1
        if frame.isMapping {
          skipBlanks()
          try readKey(into: &builder)
        }
        return true
      }
      guard byte == (frame.isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
        throw unexpected(
          frame.isMapping ? "a `,` or `}` should stand here" : "a `,` or `]` should stand here",
          in: builder)
      }
      index += 1
      try builder.endContainer(end: index)
    }
    return false
  }

  private mutating func readKey(into builder: inout TreeBuilder) throws(ReadingFailure) {
    guard index < bytes.count else { throw ended(in: builder) }
    guard bytes[index] == UInt8(ascii: "\"") else {
      throw unexpected("a key in double quotes should stand here", in: builder)
    }
    try readString(into: &builder)
    skipBlanks()
    guard index < bytes.count else { throw ended(in: builder) }
    guard bytes[index] == UInt8(ascii: ":") else { throw unexpected("a `:` should stand here") }
    index += 1
  }

  private mutating func readWord(
    _ word: StaticString, into builder: inout TreeBuilder
  ) throws(ReadingFailure) {
    let start = index
    let end = start + word.utf8CodeUnitCount
    guard end <= bytes.count,
      UnsafeBufferPointer(rebasing: bytes[start..<end])
        .elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    else { throw unexpected("a value should stand here") }
    index = end
    try builder.scalar(.plain, start: start, end: end, text: start..<end, isDecoded: false)
  }

  private mutating func readNumber(into builder: inout TreeBuilder) throws(ReadingFailure) {
    let start = index
    if next == UInt8(ascii: "-") { index += 1 }
    let first = next
    let whole = skipDigits()
    var isWritten = whole == 1 || (whole > 1 && first != UInt8(ascii: "0"))
    var hasExponent = false
    if next == UInt8(ascii: ".") {
      index += 1
      isWritten = skipDigits() > 0 && isWritten
    }
    if let letter = next, letter | 0x20 == UInt8(ascii: "e") {
      index += 1
      hasExponent = true
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { index += 1 }
      isWritten = skipDigits() > 0 && isWritten
    }
    let text = start..<index
    if isWritten, hasExponent || text.count > 300 {
      isWritten = ScalarTyping.typed(UnsafeBufferPointer(rebasing: bytes[text])) != nil
    }
    guard isWritten else {
      throw ReadingFailure("json-syntax", "this is not a number that JSON can write", at: text)
    }
    try builder.scalar(.plain, start: start, end: index, text: text, isDecoded: false)
  }

  private mutating func skipDigits() -> Int {
    let start = index
    while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { index += 1 }
    return index - start
  }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  @inline(__always)
  mutating func skipBlanks() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return
      }
    }
  }

  /// Skips `---` on a line of its own.
  private mutating func skipSeparator() -> Bool {
    guard index + 3 <= bytes.count, bytes[index] == UInt8(ascii: "-"),
      bytes[index + 1] == UInt8(ascii: "-"), bytes[index + 2] == UInt8(ascii: "-"),
      index == 0 || bytes[index - 1] == 0x0A || bytes[index - 1] == 0x0D,
      index + 3 == bytes.count || bytes[index + 3] <= 0x20
    else { return false }
    index += 3
    return true
  }
}

extension JSONScanner {
  /// Reads a string at its opening quote.
  private mutating func readString(into builder: inout TreeBuilder) throws(ReadingFailure) {
    let start = index
    var place = index + 1
    while place < bytes.count {
      let byte = bytes[place]
      if byte == UInt8(ascii: "\"") {
        index = place + 1
        try builder.scalar(
          .string, start: start, end: index, text: start + 1..<place, isDecoded: false)
        return
      }
      if byte == UInt8(ascii: "\\") {
        try readEscapedString(from: start, firstEscape: place, into: &builder)
        return
      }
      if byte < 0x20 { break }
      place += 1
    }
    throw unclosed(start)
  }

  private mutating func readEscapedString(
    from start: Int, firstEscape: Int, into builder: inout TreeBuilder
  ) throws(ReadingFailure) {
    let text = builder.decoded.count
    builder.decoded.append(
      contentsOf: UnsafeBufferPointer(rebasing: bytes[start + 1..<firstEscape]))
    index = firstEscape
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        try builder.scalar(
          .string, start: start, end: index, text: text..<builder.decoded.count, isDecoded: true)
        return
      case UInt8(ascii: "\\"):
        let scalar = try readEscape()
        builder.decoded.append(contentsOf: String(scalar).utf8)
      case 0..<0x20:
        throw unclosed(start)
      default:
        builder.decoded.append(byte)
        index += 1
      }
    }
    throw unclosed(start)
  }

  /// Reads an escape; half a surrogate pair alone becomes U+FFFD, as in Go.
  private mutating func readEscape() throws(ReadingFailure) -> Unicode.Scalar {
    let start = index
    index += 2
    switch start + 1 < bytes.count ? bytes[start + 1] : 0 {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      guard let unit = hexadecimalUnit(at: index) else { break }
      index += 4
      if let scalar = Unicode.Scalar(unit) { return scalar }
      guard unit < 0xDC00, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
        bytes[index + 1] == UInt8(ascii: "u"), let low = hexadecimalUnit(at: index + 2),
        (0xDC00..<0xE000).contains(low)
      else { return "\u{FFFD}" }
      index += 6
      return Unicode.Scalar((unit - 0xD800) << 10 + (low - 0xDC00) + 0x10000) ?? "\u{FFFD}"
    default: break
    }
    throw ReadingFailure(
      "json-syntax", "there is no such escape in JSON", at: start..<min(index, bytes.count),
      remedy: #"write `\\` for a backslash"#)
  }

  private func hexadecimalUnit(at place: Int) -> UInt32? {
    guard place + 4 <= bytes.count else { return nil }
    var unit: UInt32 = 0
    for byte in bytes[place..<place + 4] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt32(byte - 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
        unit = unit << 4 | UInt32((byte | 0x20) - UInt8(ascii: "a") + 10)
      default: return nil
      }
    }
    return unit
  }

  private func unclosed(_ start: Int) -> ReadingFailure {
    ReadingFailure(
      "json-syntax", "the quote that opens here is not closed on its line", at: start..<start + 1,
      remedy: #"close it; write a line break in it as `\n`"#)
  }

  private func unexpected(_ words: String, in builder: TreeBuilder? = nil) -> ReadingFailure {
    ReadingFailure(
      "json-syntax", words, at: index..<min(index + 1, bytes.count), notes: opening(in: builder))
  }

  private func ended(in builder: TreeBuilder) -> ReadingFailure {
    ReadingFailure(
      "json-syntax", "the text ends too early", at: bytes.count..<bytes.count,
      notes: opening(in: builder), remedy: "check that the file is whole")
  }

  private func opening(in builder: TreeBuilder?) -> [(message: String, bytes: Range<Int>?)] {
    guard let builder, let frame = builder.frames.last else { return [] }
    let start = Int(builder.records[frame.index].start)
    return [
      (frame.isMapping ? "the brace opens here" : "the bracket opens here", start..<start + 1)
    ]
  }
}
