// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Walks over one line of plain JSON. Everything says whether what it wants is there; where it is
/// not, the place is of no use any more.
struct JSONLineScanner {
  private let line: UnsafeRawBufferPointer
  private var index = 0

  init(_ line: UnsafeBufferPointer<UInt8>) { self.line = UnsafeRawBufferPointer(line) }

  /// Whether nothing but spaces follows.
  mutating func isAtEnd() -> Bool {
    skipSpaces()
    return index == line.count
  }

  @inline(__always)
  private mutating func skipSpaces() {
    while index < line.count, line[index] == UInt8(ascii: " ") { index += 1 }
  }

  @inline(__always)
  mutating func take(_ byte: Unicode.Scalar) -> Bool {
    skipSpaces()
    guard index < line.count, line[index] == UInt8(ascii: byte) else { return false }
    index += 1
    return true
  }

  /// Takes a key with its quotes and the colon right behind them; at another, stays before it.
  @inline(__always)
  mutating func takeKey(_ key: StaticString) -> Bool {
    skipSpaces()
    return takeText(key)
  }

  @inline(__always)
  mutating func takeWord(_ word: StaticString) -> Bool {
    skipSpaces()
    return takeText(word)
  }

  /// A literal is known when this is compiled, so that it is compared by a number or two.
  @inline(__always)
  private mutating func takeText(_ text: StaticString) -> Bool {
    let wanted = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard index + wanted.count <= line.count else { return false }
    var offset = 0
    while offset + 8 <= wanted.count {
      guard line.word(index + offset) == wanted.word(offset) else { return false }
      offset += 8
    }
    if wanted.count >= 8 {
      guard line.word(index + wanted.count - 8) == wanted.word(wanted.count - 8) else {
        return false
      }
    } else {
      while offset < wanted.count {
        guard line[index + offset] == wanted[offset] else { return false }
        offset += 1
      }
    }
    index += wanted.count
    return true
  }

  mutating func skipString() -> Bool {
    var word = RequestWords.none
    return readString(&word)
  }

  /// Reads a string of ASCII without escapes.
  @inline(__always)
  mutating func readString(_ word: inout RequestWords.Word) -> Bool {
    guard take("\"") else { return false }
    let start = index
    guard findUnusual(), line[index] == UInt8(ascii: "\"") else { return false }
    word = bytes(from: start)
    index += 1
    return true
  }

  /// Goes to the next byte that may not stand in a string as itself, a quote among them; whether
  /// there is one.
  @inline(__always)
  private mutating func findUnusual() -> Bool {
    while true {
      var unusual: UInt64
      if index + 8 <= line.count {
        unusual = Self.unusualBytes(of: line.word(index))
      } else {
        guard index < line.count else { return false }
        unusual = Self.unusualBytes(of: UInt64(line[index]) | 0x2020_2020_2020_2000)
        if unusual == 0 {
          index += 1
          continue
        }
      }
      guard unusual != 0 else {
        index += 8
        continue
      }
      index += unusual.trailingZeroBitCount >> 3
      return true
    }
  }

  /// The byte that comes next but spaces; `nil` at the end.
  @inline(__always)
  mutating func peek() -> UInt8? {
    skipSpaces()
    return index < line.count ? line[index] : nil
  }

  /// Reads a whole number of few digits.
  @inline(__always)
  mutating func readNumber(_ number: inout Int) -> Bool {
    skipSpaces()
    let isNegative = index < line.count && line[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    let start = index
    number = 0
    while index < line.count, (0x30...0x39).contains(line[index]) {
      number = number &* 10 &+ Int(line[index] &- 0x30)
      index += 1
    }
    let count = index - start
    guard count > 0, count < 16, count == 1 || line[start] != UInt8(ascii: "0") else {
      return false
    }
    if isNegative { number = -number }
    guard index < line.count else { return true }
    return ![UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(line[index])
  }

  /// Goes over a string of ASCII, escapes included.
  mutating func skipEscapedString() -> Bool {
    guard take("\"") else { return false }
    while findUnusual() {
      if line[index] == UInt8(ascii: "\"") {
        index += 1
        return true
      }
      guard line[index] == UInt8(ascii: "\\"), skipEscape() else { return false }
    }
    return false
  }

  private mutating func skipEscape() -> Bool {
    guard index + 1 < line.count else { return false }
    let letter = line[index + 1]
    index += 2
    guard letter == UInt8(ascii: "u") else {
      return "\"\\/bfnrt".utf8.contains(letter)
    }
    guard index + 4 <= line.count else { return false }
    for byte in line[index..<index + 4] {
      guard (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20) else {
        return false
      }
    }
    index += 4
    return true
  }

  /// The bytes from a place to here.
  func bytes(from start: Int) -> RequestWords.Word {
    RequestWords.Word(rebasing: line.bindMemory(to: UInt8.self)[start..<index])
  }

  /// Where it is.
  var place: Int { index }

  /// The highest bit of the first of eight bytes that is a quote, a backslash, a control character
  /// or outside of ASCII; later bits may be wrong.
  @inline(__always)
  private static func unusualBytes(of word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let backslashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
    // A byte that is less than another borrows from the bit above it.
    let hits =
      (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
      | (word &- (ones &* 0x20)) & ~word | word
    return hits & (ones &* 0x80)
  }
}

extension UnsafeRawBufferPointer {
  /// Eight bytes, the first in the lowest bits.
  @inline(__always)
  fileprivate func word(_ offset: Int) -> UInt64 {
    UInt64(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
