// SPDX-License-Identifier: Apache-2.0

/// Which plain texts PyYAML reads as something other than a string (yaml/pyyaml,
/// lib/yaml/resolver.py), beyond those that Helm does.
enum PyYAMLScalar {
  static func isTyped(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first else { return true }
    switch first {
    case UInt8(ascii: "="): return text.count == 1
    case UInt8(ascii: "<"): return text.elementsEqual("<<".utf8)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      return isNumber(text) || isTimestamp(text)
    default: return false
    }
  }

  /// Whether the text is a number of YAML 1.1, base 60 included.
  private static func isNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var rest = Scan(text)
    if rest.skip(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }, atMost: 1) == 0,
      rest.next == UInt8(ascii: "."), text.count > 1, isDigit(text[1])
    {
      // `\.[0-9][0-9_]*([eE][-+][0-9]+)?`
      rest.advance(2)
      _ = rest.skip(where: isDigitOrUnderscore)
      return rest.isAtEnd || rest.skipsSignedExponent()
    }
    guard let first = rest.next, isDigit(first) else { return false }
    if first == UInt8(ascii: "0"), rest.remaining > 2 {
      var prefixed = rest
      prefixed.advance(1)
      let letter = prefixed.next
      prefixed.advance(1)
      if letter == UInt8(ascii: "x") {
        _ = prefixed.skip { isDigitOrUnderscore($0) || isHexadecimalLetter($0) }
        if prefixed.isAtEnd { return true }
      } else if letter == UInt8(ascii: "b") {
        _ = prefixed.skip { $0 & 0xFE == UInt8(ascii: "0") || $0 == UInt8(ascii: "_") }
        if prefixed.isAtEnd { return true }
      }
    }
    var isWhole = first != UInt8(ascii: "0")
    if !isWhole {
      var octal = rest
      _ = octal.skip {
        $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "7") || $0 == UInt8(ascii: "_")
      }
      isWhole = octal.isAtEnd
    }
    _ = rest.skip(where: isDigitOrUnderscore)
    if rest.isAtEnd { return isWhole }
    if rest.next == UInt8(ascii: ":") {
      while rest.skip(where: { $0 == UInt8(ascii: ":") }, atMost: 1) == 1 {
        let tens = rest.skip(where: { isDigit($0) && $0 < UInt8(ascii: "6") }, atMost: 1)
        guard rest.skip(where: isDigit, atMost: 1) + tens > 0 else { return false }
      }
      if rest.isAtEnd { return true }
    }
    guard rest.skip(where: { $0 == UInt8(ascii: ".") }, atMost: 1) == 1 else { return false }
    _ = rest.skip(where: isDigitOrUnderscore)
    return rest.isAtEnd || rest.skipsSignedExponent()
  }

  /// Whether the text starts like a date and goes on like a time, or not at all.
  private static func isTimestamp(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var rest = Scan(text)
    guard rest.skip(where: isDigit) == 4 else { return false }
    for _ in 0..<2 {
      guard rest.skip(where: { $0 == UInt8(ascii: "-") }, atMost: 1) == 1,
        (1...2).contains(rest.skip(where: isDigit))
      else { return false }
    }
    return rest.isAtEnd || rest.next == UInt8(ascii: "T") || rest.next == UInt8(ascii: "t")
      || rest.next == 0x20
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func isDigitOrUnderscore(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "_")
  }

  private static func isHexadecimalLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }

  /// A place in a text that moves forward.
  private struct Scan {
    private let text: UnsafeBufferPointer<UInt8>
    private var index = 0

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    var next: UInt8? { index < text.count ? text[index] : nil }
    var remaining: Int { text.count - index }
    var isAtEnd: Bool { index >= text.count }

    mutating func advance(_ count: Int) { index += count }

    mutating func skip(where matches: (UInt8) -> Bool, atMost limit: Int = .max) -> Int {
      let start = index
      while index < text.count, index - start < limit, matches(text[index]) { index += 1 }
      return index - start
    }

    /// `[eE][-+][0-9]+` up to the end.
    mutating func skipsSignedExponent() -> Bool {
      guard skip(where: { $0 | 0x20 == UInt8(ascii: "e") }, atMost: 1) == 1,
        skip(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }, atMost: 1) == 1
      else { return false }
      return skip(where: isDigit) > 0 && isAtEnd
    }
  }
}
