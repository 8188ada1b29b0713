// SPDX-License-Identifier: Apache-2.0

/// Wraps the lines of a text between words; what goes on in the next line is indented further.
///
/// The escape sequences of colours take no columns. Alternatives (`a|b`) may be parted; any other
/// word that is wider than the line stays whole.
struct LineWrap {
  let width: Int

  /// What a line begins with that is not to be wrapped. Nothing out of an input can hold it, since
  /// `DisplayText.safe` escapes what steers a terminal.
  private static let mark: Character = "\u{1E}"

  /// Lines that `wrapped` leaves as they are.
  static func kept(_ lines: String) -> String {
    lines.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { $0.isEmpty ? "" : "\(mark)\($0)" }.joined(separator: "\n")
  }

  func wrapped(_ text: String) -> String {
    var result = ""
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.first == Self.mark {
        result += line.dropFirst()
      } else if line.utf8.count <= width {
        result += line
      } else {
        wrap(line, into: &result)
      }
      result += "\n"
    }
    result.removeLast()
    return result
  }

  /// A word with the blanks before it.
  private struct Word {
    var blanks = 0
    var text = ""
    var width = 0
  }

  private func wrap(_ line: Substring, into result: inout String) {
    let words = Self.words(of: line)
    let indent = indent(of: words)
    var column = 0
    for (place, word) in words.enumerated() {
      if place > 0, column + word.blanks + word.width > width, word.width > 0 {
        result += "\n" + String(repeating: " ", count: indent)
        column = indent
      } else {
        result += String(repeating: " ", count: word.blanks)
        column += word.blanks
      }
      result += word.text
      column += word.width
    }
  }

  /// Where the lines that a line is wrapped into go on: below the text behind its number or mark,
  /// else two columns further in.
  private func indent(of words: [Word]) -> Int {
    // A colour may begin before the blanks.
    guard let first = words.firstIndex(where: { $0.width > 0 }) else { return 0 }
    let start = words[...first].reduce(0) { $0 + $1.blanks }
    var indent = start + 2
    if first + 1 < words.count, Self.isBullet(words[first]) {
      indent = start + words[first].width + words[first + 1].blanks
    }
    return indent > width / 2 ? 2 : indent
  }

  /// Whether a word marks an item of a list: `-`, `→`, `12.`, `#`.
  private static func isBullet(_ word: Word) -> Bool {
    let text = visible(word.text)
    return text.last == "." ? text.dropLast().allSatisfy(\.isNumber) : word.width == 1
  }

  /// A word without its colours.
  private static func visible(_ word: String) -> String {
    var isEscape = false
    return word.filter { character in
      if character == "\u{1B}" { isEscape = true }
      defer { if character == "m" { isEscape = false } }
      return !isEscape
    }
  }

  private static func words(of line: Substring) -> [Word] {
    var words: [Word] = []
    var word = Word()
    var isEscape = false
    for character in line {
      if character == " ", !isEscape {
        if !word.text.isEmpty {
          words.append(word)
          word = Word()
        }
        word.blanks += 1
        continue
      }
      if character == "\u{1B}" { isEscape = true }
      word.text.append(character)
      if !isEscape { word.width += DisplayText.width(of: character) }
      if character == "m" { isEscape = false }
      if character == "|", !isEscape {
        words.append(word)
        word = Word()
      }
    }
    if !word.text.isEmpty { words.append(word) }
    return words
  }
}
