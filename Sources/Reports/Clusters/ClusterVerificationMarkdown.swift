// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Diagnostics

/// The report of `rolefit verify --live` in Markdown.
package struct ClusterVerificationMarkdown {
  private let report: ClusterVerification

  package init(_ report: ClusterVerification) { self.report = report }

  package var text: String { page.text() }

  var page: MarkdownPage {
    var page = VerificationMarkdown(report.verification).page
    let facts = ClusterVerificationText.facts(of: report).map { "\($0.0): \($0.1)" }
    page.add(title: "Found", lines: facts)
    page.add(title: "To change", lines: ClusterVerificationText.lines(of: report.fixes))
    page.add(title: "Differs", lines: report.disagreements.map(\.message))
    page.add(title: "Notes", lines: ClusterVerificationText.remarks(of: report))
    return page
  }
}
