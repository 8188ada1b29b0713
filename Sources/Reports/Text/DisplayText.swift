// SPDX-License-Identifier: Apache-2.0

import YAMLSyntax

/// Text as a terminal shows it: what could steer the terminal is made visible, and the columns that
/// each character takes are known.
package enum DisplayText {
  /// `text` on one line, without anything that a terminal would obey, that would turn text around
  /// or that nobody would see.
  package static func safe(_ text: String) -> String { escaped(text) { _ in false } }

  /// As `safe`, for a text whose line ends and tabs are meant. A carriage return before a line end
  /// belongs to it.
  package static func safe(lines text: String) -> String {
    var rest = text.unicodeScalars[...]
    guard rest.contains(where: \.isHidden) else { return text }
    var safe = ""
    while let end = rest.firstIndex(of: "\n") {
      let line = rest[..<end]
      let isCRLF = line.last == "\r"
      safe += escaped(String(isCRLF ? line.dropLast() : line)) { $0 == "\t" }
      safe += isCRLF ? "\r\n" : "\n"
      rest = rest[rest.index(after: end)...]
    }
    return safe + escaped(String(rest)) { $0 == "\t" }
  }

  private static func escaped(
    _ text: String, except isMeant: (Unicode.Scalar) -> Bool
  ) -> String {
    guard text.holdsHiddenScalars else { return text }
    var safe = ""
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if scalar.isHidden, !isMeant(scalar), !joinsEmoji(scalar, after: previous) {
        safe += escape(scalar)
      } else {
        safe.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return safe
  }

  /// Whether it is the joiner between the signs of one picture.
  private static func joinsEmoji(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> Bool
  {
    guard scalar == "\u{200D}", let previous else { return false }
    return previous == "\u{FE0F}" || previous.properties.isEmojiPresentation
      || previous.properties.isEmojiModifier
  }

  /// As JSON and YAML write it: `\n`, `\u001b`.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default:
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
  }

  /// Whether a character can't be shown as it is.
  static func isUnsafe(_ character: Character) -> Bool {
    character.unicodeScalars.contains(where: \.isHidden)
      && safe(String(character)) != String(character)
  }

  /// The columns that a character takes.
  static func width(of character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    // A sign that is text by default is shown as a picture when U+FE0F follows.
    if scalars.contains("\u{FE0F}") || first.properties.isEmojiPresentation || isWide(first) {
      return 2
    }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return 1
    }
  }

  static func width(of text: String) -> Int { text.reduce(0) { $0 + width(of: $1) } }

  /// The blocks whose characters Unicode's EastAsianWidth.txt calls wide or full width.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
