// SPDX-License-Identifier: Apache-2.0

/// YAML that people read and go on writing: values with comments above them and blank lines between
/// them. Lists are indented below their key.
package indirect enum CommentedYAML: Hashable, Sendable {
  /// A value without comments, as `YAMLEmitter.text` writes it.
  case block(YAMLValue)
  /// A value on one line, as `YAMLEmitter.line` writes it.
  case line(YAMLValue)
  /// A mapping of the entries among the parts, `{}` when there are none.
  case mapping([Part])
  /// A list of the elements among the parts, `[]` when there are none.
  case sequence([Part])

  /// What a mapping or a list holds, in the order it is written.
  package enum Part: Hashable, Sendable {
    case blankLine
    /// A line of its own. What would end the line, or is not seen, is written as `\u2028`.
    case comment(String)
    /// An entry of a mapping; `remark` is a comment at the end of its first line.
    case entry(String, CommentedYAML, remark: String? = nil)
    /// An element of a list.
    case element(CommentedYAML)

    /// A comment for each line of a text.
    package static func comments(_ text: String) -> [Part] {
      text.split(separator: "\n", omittingEmptySubsequences: false).map { .comment(String($0)) }
    }
  }

  /// The document, ending with a line break.
  package var text: String { lines.map { $0 + "\n" }.joined() }

  private var lines: [String] {
    switch self {
    case .block(let value): Self.lines(of: YAMLEmitter.text(value))
    case .line(let value): [YAMLEmitter.line(value)]
    case .mapping(let parts): parts.flatMap(\.lines)
    case .sequence(let parts): parts.flatMap(\.lines)
    }
  }

  fileprivate static func lines(of text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// What an empty collection is written as after its key; `nil` for what is not empty.
  fileprivate var emptyText: String? {
    switch self {
    case .mapping(let parts): parts.contains(where: \.isContent) ? nil : "{}"
    case .sequence(let parts): parts.contains(where: \.isContent) ? nil : "[]"
    case .block, .line: nil
    }
  }
}

extension CommentedYAML.Part {
  fileprivate var isContent: Bool {
    switch self {
    case .blankLine, .comment: false
    case .entry, .element: true
    }
  }

  fileprivate var lines: [String] {
    switch self {
    case .blankLine: [""]
    case .comment(let text): [text.isEmpty ? "#" : "# \(Self.oneLine(text))"]
    case .entry(let key, let value, let remark): Self.entry(key, value, remark)
    case .element(let value): Self.element(value)
    }
  }

  private static func entry(_ key: String, _ value: CommentedYAML, _ remark: String?) -> [String] {
    var lines: [String]
    switch value {
    case .block(let value):
      lines = CommentedYAML.lines(of: YAMLEmitter.text(.mapping([YAMLValue.Entry(key, value)])))
    case .line(let value):
      lines = ["\(text(ofKey: key)): \(YAMLEmitter.line(value))"]
    case .mapping(let parts), .sequence(let parts):
      let opening = value.emptyText.map { " \($0)" } ?? ""
      lines = ["\(text(ofKey: key)):\(opening)"] + indented(parts.flatMap(\.lines))
    }
    if let remark, !lines.isEmpty { lines[0] += "  # \(oneLine(remark))" }
    return lines
  }

  private static func element(_ value: CommentedYAML) -> [String] {
    switch value {
    case .block(let value):
      return CommentedYAML.lines(of: YAMLEmitter.text(.sequence([value])))
    case .line(let value):
      return ["- \(YAMLEmitter.line(value))"]
    case .mapping(let parts), .sequence(let parts):
      let opening = value.emptyText.map { [$0] } ?? []
      let lines = indented(opening + parts.flatMap(\.lines))
      guard let first = lines.first else { return [] }
      return ["- \(first.dropFirst(2))"] + lines.dropFirst()
    }
  }

  private static func text(ofKey key: String) -> String {
    guard !key.utf8.contains(UInt8(ascii: "\n")) else { return YAMLEmitter.line(.string(key)) }
    return String(YAMLEmitter.text(.string(key)).dropLast())
  }

  private static func indented(_ lines: [String]) -> [String] {
    lines.map { $0.isEmpty ? "" : "  \($0)" }
  }

  private static func oneLine(_ text: String) -> String {
    guard text.holdsHiddenScalars else { return text }
    return text.unicodeScalars.reduce(into: "") { line, scalar in
      if scalar.isHidden {
        let digits = String(scalar.value, radix: 16)
        line += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      } else {
        line.unicodeScalars.append(scalar)
      }
    }
  }
}
