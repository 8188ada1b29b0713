// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Diagnostics

/// The report of `rolefit verify --live` in Markdown.
package struct ClusterVerificationMarkdown {
  private let report: ClusterVerification

  package init(_ report: ClusterVerification) { self.report = report }

  package var text: String {
    var text = VerificationMarkdown(report.verification).text
    let facts = ClusterVerificationText.facts(of: report).map { "\($0.0): \($0.1)" }
    text += Self.list("Found", facts)
    text += Self.list("To change", ClusterVerificationText.lines(of: report.fixes))
    text += Self.list("Differs", report.disagreements.map(\.message))
    text += Self.list("Notes", ClusterVerificationText.remarks(of: report))
    return text
  }

  private static func list(_ title: String, _ lines: [String]) -> String {
    guard !lines.isEmpty else { return "" }
    return "\n\(title):\n\n" + lines.map { "- \(MarkdownText.cell($0))\n" }.joined()
  }
}
