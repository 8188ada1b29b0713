// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// How a report is written.
package enum ReportFormat: String, CaseIterable, Sendable {
  /// For people.
  case text
  /// For programs.
  case json
  /// For a comment on a pull request.
  case markdown
  /// A page to look at, in one file.
  case html
  /// For code scanning: SARIF 2.1.0.
  case sarif
  /// For CI servers that show tests.
  case junit
  /// Annotations in a GitHub workflow.
  case github
  /// GitLab's Code Quality report.
  case gitlab
  /// `PolicyReport` objects, which cluster dashboards read.
  case policyreport

  package static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension FindingReport {
  /// Gives a line of a file that findings are about, without its end; `nil` when it can't be had.
  package typealias LineLookup = (_ place: SourceRange) -> LinePart?

  /// The report in a format. Only `text` uses the style and the lines.
  package func rendered(
    as format: ReportFormat, style: TextStyle = .plain, detail: TextDetail = .usual,
    line: @escaping LineLookup = { _ in nil }
  ) -> String {
    switch format {
    case .text: FindingText(self, style: style, detail: detail, line: line).text
    case .json: FindingJSON(self).text
    case .markdown: FindingMarkdown(self).text
    case .html: FindingHTML(self).page.text()
    case .sarif: SARIFReport(self).text
    case .junit: JUnitReport(self).text
    case .github: GitHubReport(self).text
    case .gitlab: GitLabReport(self).text
    case .policyreport: PolicyReport(self).text
    }
  }
}
