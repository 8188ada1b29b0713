// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// How text is set off: plain, or with the colours of a terminal; and how wide it may be.
package struct TextStyle: Sendable {
  package static let plain = TextStyle(isColoured: false, width: nil)
  package static let coloured = TextStyle(isColoured: true, width: nil)

  private let isColoured: Bool
  /// The columns of the terminal; `nil` where lines may be of any length.
  package let width: Int?

  private init(isColoured: Bool, width: Int?) {
    self.isColoured = isColoured
    self.width = width
  }

  /// The same with lines that fit into so many columns. What is too narrow for words is left to the
  /// terminal.
  package func within(_ columns: Int?) -> TextStyle {
    TextStyle(isColoured: isColoured, width: columns.flatMap { $0 < 20 ? nil : $0 })
  }

  /// A finished text, its lines wrapped where there is a width.
  package func fitted(_ text: ShownText) -> String {
    width.map { LineWrap(width: $0).wrapped(text.string) } ?? text.string
  }

  /// Lines that are not wrapped, since they are to be copied, or have marks under their parts.
  func verbatim(_ lines: ShownText) -> ShownText {
    guard width != nil else { return lines }
    return ShownText(painted: LineWrap.kept(lines.string))
  }

  package func severity(_ severity: Diagnostic.Severity) -> ShownText {
    self.severity("\(severity.rawValue)", severity)
  }

  /// A text in the colour of a severity.
  func severity(_ text: ShownText, _ severity: Diagnostic.Severity) -> ShownText {
    switch severity {
    case .error: bad(text)
    case .warning: doubtful(text)
    case .note: text
    }
  }

  /// What is as it should be.
  package func good(_ text: ShownText) -> ShownText { paint(text, "32") }
  /// What is wrong.
  package func bad(_ text: ShownText) -> ShownText { paint(text, "31") }
  /// What wants a look.
  package func doubtful(_ text: ShownText) -> ShownText { paint(text, "33") }
  package func bold(_ text: ShownText) -> ShownText { paint(text, "1") }
  package func faint(_ text: ShownText) -> ShownText { paint(text, "2") }

  private func paint(_ text: ShownText, _ code: String) -> ShownText {
    isColoured ? ShownText(painted: "\u{1B}[\(code)m\(text.string)\u{1B}[0m") : text
  }
}
