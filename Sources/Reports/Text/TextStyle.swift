// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// How text is set off: plain, or with the colours of a terminal.
package struct TextStyle: Sendable {
  package static let plain = TextStyle(isColoured: false)
  package static let coloured = TextStyle(isColoured: true)

  private let isColoured: Bool

  private init(isColoured: Bool) { self.isColoured = isColoured }

  package func severity(_ severity: Diagnostic.Severity) -> String {
    self.severity(severity.rawValue, severity)
  }

  /// A text in the colour of a severity.
  func severity(_ text: String, _ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: bad(text)
    case .warning: doubtful(text)
    case .note: text
    }
  }

  /// What is as it should be.
  package func good(_ text: String) -> String { paint(text, "32") }
  /// What is wrong.
  package func bad(_ text: String) -> String { paint(text, "31") }
  /// What wants a look.
  package func doubtful(_ text: String) -> String { paint(text, "33") }
  package func bold(_ text: String) -> String { paint(text, "1") }
  package func faint(_ text: String) -> String { paint(text, "2") }

  private func paint(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
