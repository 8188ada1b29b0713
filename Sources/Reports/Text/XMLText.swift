// SPDX-License-Identifier: Apache-2.0

import YAMLSyntax

/// Text as XML 1.0 can hold it.
enum XMLText {
  /// For an element's content or an attribute's value between double quotes.
  ///
  /// What XML cannot hold at all, or nobody would see, is written as JSON writes it.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      // As they are, they would become blanks in an attribute.
      case "\n": escaped += "&#10;"
      case "\r": escaped += "&#13;"
      case "\t": escaped += "&#9;"
      case _ where scalar.isHidden: escaped += DisplayText.escape(scalar)
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// A start tag's inside: the name and its attributes in their order.
  static func tag(_ name: String, _ attributes: [(String, String)]) -> String {
    ([name] + attributes.map { "\($0.0)=\"\(escaped($0.1))\"" }).joined(separator: " ")
  }
}
