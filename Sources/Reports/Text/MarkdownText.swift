// SPDX-License-Identifier: Apache-2.0

/// Text that Markdown leaves as it is.
package enum MarkdownText {
  /// For a table's cell or a list's line: no character of `text` is markup there.
  package static func cell(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "|", "*", "_", "`", "<", "\\", "[", "]": escaped += "\\\(character)"
      case "\n": escaped += " "
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
