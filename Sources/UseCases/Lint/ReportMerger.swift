// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Linting
import RBAC

/// Makes one report of those on several inputs that share files: what all say is said once.
struct ReportMerger {
  private var reports: [Lint.Report] = []
  /// In how many of the inputs each suppression is.
  private var suppressions: [SourceRange: Int] = [:]

  mutating func add(_ report: Lint.Report, _ input: LintInput) {
    reports.append(report)
    for range in Set(input.suppressions.map(\.range)) { suppressions[range, default: 0] += 1 }
  }

  var report: Lint.Report {
    if reports.count == 1 {
      var report = reports[0]
      report.undetermined = report.undetermined.distinct
      return report
    }
    return Lint.Report(
      findings: findings,
      silenced: reports.reduce(into: []) { $0.formUnion($1.silenced) },
      undetermined: reports.flatMap(\.undetermined).distinct,
      isComplete: reports.allSatisfy(\.isComplete),
      hasObjects: reports.contains(where: \.hasObjects),
      unreadable: reports.flatMap(\.unreadable).distinct,
      templates: reports.flatMap(\.templates).distinct)
  }

  private var findings: [Finding] {
    // What is said beside a finding may differ from input to input.
    let alike = Dictionary(grouping: reports.flatMap { $0.findings.distinct }) { finding in
      var key = finding
      key.notes = []
      key.fix = nil
      return key
    }
    return alike.values.compactMap { findings -> Finding? in
      guard var finding = findings.first, isFounded(finding, findings.count) else { return nil }
      // What is safe in one of the inputs alone is not safe.
      if findings.contains(where: { $0.fix == nil }) { finding.fix = nil }
      return finding
    }.sorted()
  }

  /// A suppression that silences something in one of the inputs is used.
  private func isFounded(_ finding: Finding, _ count: Int) -> Bool {
    guard finding.rule == UnusedSuppression.id, let range = finding.range else { return true }
    return count == suppressions[range]
  }
}
