// SPDX-License-Identifier: Apache-2.0

/// Text that Markdown leaves as it is.
package enum MarkdownText {
  /// For a table's cell or a list's line: no character of `text` is markup there.
  package static func cell(_ text: String) -> String {
    var escaped = ""
    // Scalar by scalar: a mark with a combining character on it is a mark all the same.
    for scalar in DisplayText.safe(text.split(separator: "\n").joined(separator: " "))
      .unicodeScalars
    {
      switch scalar {
      case "|", "*", "_", "`", "<", "&", "\\", "[", "]": escaped += "\\\(scalar)"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// A word as code, in a table's cell or elsewhere.
  package static func code(_ text: String) -> String {
    guard !text.isEmpty, !text.contains("`") else { return cell(text) }
    let safe = DisplayText.safe(text)
    return "`"
      + safe.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") + "`"
  }
}
