// SPDX-License-Identifier: Apache-2.0

/// How a string is written in YAML so that Helm and PyYAML read back just this string.
///
/// `plain` leaves it to libyaml to put single quotes around what has a syntax of its own, as
/// kubectl does (kubernetes-sigs/yaml, goyaml.v2/encode.go, `stringv`).
enum StringStyle {
  case plain, literal, quoted

  init(for string: String) {
    var string = string
    self = string.withUTF8 { Self.style(of: $0) }
  }

  private static func style(of text: UnsafeBufferPointer<UInt8>) -> StringStyle {
    guard let first = text.first, let last = text.last else { return .quoted }
    var hasLineFeed = false
    for (index, byte) in text.enumerated() {
      switch byte {
      case 0x0A: hasLineFeed = true
      // Control characters, and what nobody sees or some readers take for line breaks, are escaped.
      case 0..<0x20, 0x7F: return .quoted
      case 0xC2... where isHidden(text, index): return .quoted
      default: break
      }
    }
    if hasLineFeed {
      // Without text a block loses its line breaks; blanks at its start would need an indentation
      // indicator, and those at its end nobody would see.
      return first == 0x20 || first == 0x0A || last == 0x20 ? .quoted : .literal
    }
    if ScalarTyping.typed(text) != nil { return .quoted }
    return PyYAMLScalar.isTyped(text) ? .quoted : .plain
  }

  /// Whether the character of several bytes that begins at a place is one that nobody sees.
  private static func isHidden(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    var value = UInt32(text[start])
    let length = value < 0xE0 ? 2 : value < 0xF0 ? 3 : 4
    value &= length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07
    for place in start + 1..<start + length { value = value << 6 | UInt32(text[place] & 0x3F) }
    return Unicode.Scalar(value)?.isHidden ?? false
  }

  /// How a string is written in one line with others: plain where it is a lower-case word or a
  /// path that no reader takes for anything else, and in double quotes otherwise.
  static func forLine(_ string: String) -> StringStyle {
    let isWord = string.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      default: "-./".utf8.contains(byte)
      }
    }
    guard isWord, let first = string.utf8.first, (0x61...0x7A).contains(first) else {
      return .quoted
    }
    return StringStyle(for: string) == .plain ? .plain : .quoted
  }
}
