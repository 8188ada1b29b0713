// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Writes diagnostics as compilers do: `file:line:column: error: what is wrong [code]`.
package struct DiagnosticText: Sendable {
  private let style: TextStyle

  package init(style: TextStyle = .plain) { self.style = style }

  package func text(of diagnostics: [Diagnostic]) -> String {
    style.fitted(diagnostics.map(shown).joined())
  }

  package func text(of diagnostic: Diagnostic) -> String { style.fitted(shown(diagnostic)) }

  private func shown(_ diagnostic: Diagnostic) -> ShownText {
    let place: ShownText = diagnostic.range.map { "\($0): " } ?? "rolefit: "
    let severity = style.severity(diagnostic.severity)
    var text: ShownText =
      "\(place)\(severity): \(diagnostic.message) [\(diagnostic.code.rawValue)]\n"
    for note in diagnostic.notes {
      text += "  note: \(note.sentence)\n"
    }
    if let remedy = diagnostic.remedy { text += "  help: \(remedy)\n" }
    return text
  }
}
