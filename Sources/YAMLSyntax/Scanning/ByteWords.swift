// SPDX-License-Identifier: Apache-2.0

/// A text's bytes, eight at a time.
///
/// Each search of a word marks the bytes found by their highest bits: the lowest mark is right, and
/// those above it may be wrong.
struct ByteWords {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  let base: UnsafePointer<UInt8>
  let count: Int

  /// `bytes` must not be empty, and must stay where they are.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return nil }
    self.base = base
    count = bytes.count
  }

  /// The byte at a place; 0 beyond the end.
  @inline(__always)
  subscript(place: Int) -> UInt8 { place < count ? base[place] : 0 }

  /// The eight bytes from a place on, the first of them lowest; 0 beyond the end.
  @inline(__always)
  func word(at place: Int) -> UInt64 {
    guard place + 8 <= count else { return lastWord(at: place) }
    return UInt64(
      littleEndian: UnsafeRawPointer(base).loadUnaligned(fromByteOffset: place, as: UInt64.self))
  }

  @inline(never)
  private func lastWord(at place: Int) -> UInt64 {
    var word: UInt64 = 0
    for offset in 0..<8 where place + offset < count {
      word |= UInt64(base[place + offset]) << UInt64(offset * 8)
    }
    return word
  }

  @inline(__always)
  static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* ones }

  /// Marks bytes that are `byte`, given `repeated(byte)`.
  @inline(__always)
  static func matches(_ word: UInt64, _ repeated: UInt64) -> UInt64 {
    let difference = word ^ repeated
    return (difference &- ones) & ~difference & highBits
  }

  /// Marks bytes below a blank: line breaks, tabs, other controls, and what is beyond the end. The
  /// bytes must be ASCII.
  @inline(__always)
  static func controls(_ word: UInt64) -> UInt64 {
    (word &- repeated(0x20)) & ~word & highBits
  }

  /// As `controls`, and blanks.
  @inline(__always)
  static func blanksAndControls(_ word: UInt64) -> UInt64 {
    (word &- repeated(0x21)) & ~word & highBits
  }

  @inline(__always)
  static func firstByte(in marks: UInt64) -> Int { marks.trailingZeroBitCount >> 3 }

  /// How many blanks stand at a place.
  @inline(__always)
  func blanks(at place: Int) -> Int {
    var length = 0
    while true {
      let difference = word(at: place + length) ^ Self.repeated(0x20)
      if difference != 0 { return length + Self.firstByte(in: difference) }
      length += 8
    }
  }

  /// The place of the next line feed; `count` where none follows.
  @inline(__always)
  func lineFeed(from start: Int) -> Int {
    var place = start
    while place < count {
      let marks = Self.matches(word(at: place), Self.repeated(0x0A))
      if marks != 0 { return min(place + Self.firstByte(in: marks), count) }
      place += 8
    }
    return count
  }

  /// Where the line after the one at `place` starts, or the end of the text, if nothing but blanks
  /// and a comment follows here; -1 otherwise.
  @inline(__always)
  func nextLine(from start: Int) -> Int {
    if start < count, base[start] == 0x0A { return start + 1 }
    let place = start + blanks(at: start)
    if place >= count { return count }
    if base[place] == 0x0A { return place + 1 }
    guard base[place] == UInt8(ascii: "#"), base[place - 1] == 0x20 else { return -1 }
    return min(lineFeed(from: place) + 1, count)
  }

  /// Whether `byte`, which stands at `place`, ends what a line says, given that a blank or a break
  /// stands before it or is it.
  @inline(__always)
  func endsLine(_ byte: UInt8, at place: Int) -> Bool {
    byte == 0x0A || byte == UInt8(ascii: "#") || place >= count
  }

  /// Where a plain scalar ends, blanks after it included: at a `:` or `#` that ends one, a break or
  /// the end of the text; -1 for another control character.
  @inline(__always)
  func plainStop(from start: Int) -> Int {
    var place = start
    while true {
      let marks = Self.blanksAndControls(word(at: place))
      if marks == 0 {
        place += 8
        continue
      }
      // A colon ends the scalar before a blank, and a hash after one.
      place += Self.firstByte(in: marks)
      if base[place - 1] == UInt8(ascii: ":") { return place - 1 }
      let byte = self[place]
      guard byte == 0x20 else { return byte == 0x0A || place >= count ? place : -1 }
      place += 1
      if self[place] == UInt8(ascii: "#") { return place }
    }
  }

  /// Where the quote closes that opens at `start`; -1 where it does not in its line, and where the
  /// text holds escapes.
  @inline(__always)
  func closingQuote(of start: Int) -> Int {
    let quote = base[start]
    // In single quotes, a quote is written as two.
    let isDouble = quote == UInt8(ascii: "\"")
    let quotes = Self.repeated(quote)
    let escapes = Self.repeated(isDouble ? UInt8(ascii: "\\") : quote)
    var place = start + 1
    while true {
      let word = word(at: place)
      let marks =
        Self.controls(word) | Self.matches(word, quotes) | Self.matches(word, escapes)
      if marks == 0 {
        place += 8
        continue
      }
      place += Self.firstByte(in: marks)
      guard self[place] == quote, isDouble || self[place + 1] != quote else { return -1 }
      return place
    }
  }

  /// The end of a text that ends before `end`, without the blanks that it ends with.
  @inline(__always)
  func lastNotBlank(before end: Int, from start: Int) -> Int {
    var end = end
    while end > start, base[end - 1] == 0x20 { end -= 1 }
    return end
  }

  /// Whether a plain scalar is a number that JSON cannot write, which no reader takes.
  @inline(__always)
  func isNotFinite(_ scalar: Range<Int>) -> Bool {
    (scalar.count == 4 || scalar.count == 5) && self[scalar.lowerBound] <= UInt8(ascii: ".")
      && ScalarTyping.isNotFinite(
        UnsafeBufferPointer(start: base + scalar.lowerBound, count: scalar.count))
  }

  /// Whether three bytes are `byte` and a blank, a break or the end follows: `---` and `...` end
  /// what stands before them where a line starts with them (YAML 1.2, 9.1.2).
  @inline(__always)
  func isMarker(_ byte: UInt8, at place: Int) -> Bool {
    self[place] == byte && self[place + 1] == byte && self[place + 2] == byte
      && self[place + 3] <= 0x20
  }
}
