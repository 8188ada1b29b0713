// SPDX-License-Identifier: Apache-2.0

/// A text with holes such as `<AGENT>`, for files that are no YAML until Helm has rendered them.
enum TextTemplate {
  /// The text with each hole that `words` names filled; any other stays as it is.
  ///
  /// A hole that is alone in its line is filled with whole lines, or with none.
  static func filled(_ text: String, with words: [String: String]) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "<") {
      let word = rest[rest.index(after: open)...].prefix { $0.isUppercase || $0 == "_" }
      let isClosed = rest[word.endIndex...].first == ">"
      let end = isClosed ? rest.index(after: word.endIndex) : word.endIndex
      result += rest[..<open]
      if isClosed, let value = words[String(word)] {
        let isAlone =
          (result.isEmpty || result.last == "\n") && rest[end...].first == "\n"
        result += value
        rest = rest[end...]
        if isAlone, value.isEmpty || value.last == "\n" { rest = rest.dropFirst() }
      } else {
        result += rest[open..<end]
        rest = rest[end...]
      }
    }
    return result + rest
  }
}
