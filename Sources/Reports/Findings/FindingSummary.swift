// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// A report in one line: `2 errors, 1 note in 2 files (1 with a fix, 4 suppressed)`.
package struct FindingSummary {
  package let text: String

  package init(_ report: FindingReport) {
    let severities: [Diagnostic.Severity] = [.error, .warning, .note]
    let counts = severities.compactMap { severity -> String? in
      let count = report.count(of: severity)
      return count == 0 ? nil : count.counted(severity.rawValue)
    }
    let files = Set(report.findings.compactMap { $0.range?.file }).count
    var line = counts.isEmpty ? "no findings" : counts.joined(separator: ", ")
    if counts.isEmpty, !report.isComplete { line = "not everything could be judged" }
    if !counts.isEmpty, files > 0 { line += " in \(files.counted("file"))" }
    let besides = [
      (report.findings.count { $0.fix != nil }, "with a fix"),
      (report.sections.reduce(0) { $0 + $1.undetermined.count }, "undetermined"),
      (report.suppressed, "suppressed"), (report.baselined, "in the baseline"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    text = besides.isEmpty ? line : "\(line) (\(besides.joined(separator: ", ")))"
  }
}
