// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Writes diagnostics as compilers do: `file:line:column: error: what is wrong [code]`.
package struct DiagnosticText: Sendable {
  private let style: TextStyle

  package init(style: TextStyle = .plain) { self.style = style }

  package func text(of diagnostics: [Diagnostic]) -> String {
    diagnostics.map(text(of:)).joined()
  }

  package func text(of diagnostic: Diagnostic) -> String {
    let place = diagnostic.range.map { "\($0): " } ?? "rolefit: "
    let severity = style.severity(diagnostic.severity)
    var text = "\(place)\(severity): \(diagnostic.message) [\(diagnostic.code.rawValue)]\n"
    for note in diagnostic.notes {
      text += "  note: \(note.sentence)\n"
    }
    if let remedy = diagnostic.remedy { text += "  help: \(remedy)\n" }
    return text
  }
}
