// SPDX-License-Identifier: Apache-2.0

import YAMLSyntax

/// Words and commands as a POSIX shell reads them back.
package enum ShellText {
  /// The word as it is where no shell makes anything else of it, else in single quotes.
  package static func word(_ text: String) -> String {
    guard text.isEmpty || !text.utf8.allSatisfy(isPlain) else { return text }
    guard !text.unicodeScalars.contains(where: mustBePrinted) else { return printed(text) }
    return "'"
      + text.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }

  /// What nobody sees would be pasted as something else, or not at all.
  private static func mustBePrinted(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isHidden && scalar != "\n" && scalar != "\t"
  }

  /// The word as `printf` makes it of escapes. A shell takes line feeds off its end.
  private static func printed(_ text: String) -> String {
    let end = text.unicodeScalars.reversed().prefix { $0 == "\n" }.count
    var format = ""
    for scalar in text.unicodeScalars.dropLast(end) {
      switch scalar {
      case "'": format += "\\047"
      case "%": format += "%%"
      case "\\": format += "\\\\"
      case _ where mustBePrinted(scalar):
        for byte in String(scalar).utf8 {
          let digits = String(byte, radix: 8)
          format += "\\" + String(repeating: "0", count: 3 - digits.utf8.count) + digits
        }
      default: format.unicodeScalars.append(scalar)
      }
    }
    let feeds = end == 0 ? "" : "'" + String(repeating: "\n", count: end) + "'"
    return "\"$(printf '\(format)')\"" + feeds
  }

  /// A command of one line, or of as many as its words have.
  package static func command(_ words: [String]) -> String {
    words.map(word).joined(separator: " ")
  }

  /// A command that reads `text` from standard input, as a here-document in which the shell changes
  /// nothing.
  package static func command(_ words: [String], input text: String) -> String {
    var end = "EOF"
    let lines = Set(text.split(separator: "\n", omittingEmptySubsequences: false))
    while lines.contains(Substring(end)) { end += "_" }
    let body = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
    return "\(command(words)) <<'\(end)'\n\(body)\(end)"
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "@%+=:,./_-".utf8.contains(byte)
    }
  }
}
