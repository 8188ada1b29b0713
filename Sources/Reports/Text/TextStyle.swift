// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// How text is set off: plain, or with the colours of a terminal.
package struct TextStyle: Sendable {
  package static let plain = TextStyle(isColoured: false)
  package static let coloured = TextStyle(isColoured: true)

  private let isColoured: Bool

  private init(isColoured: Bool) { self.isColoured = isColoured }

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
