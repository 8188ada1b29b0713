// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Reports
import UseCases

/// Writes the reports of `verify`.
///
/// On standard output text and JSON follow each other as targets are done. All that goes to a file,
/// and all other formats, hold every target and are written at the end.
struct VerifyOutput {
  private let options: ReportOptions
  private let collective: VerificationReport.Collective
  private let hasTargets: Bool
  private let detail: TextDetail
  private var entries: [VerificationReport.Entry] = []

  init(
    _ options: ReportOptions, of collective: VerificationReport.Collective = .targets,
    hasTargets: Bool = false, detail: TextDetail
  ) {
    self.detail = detail
    self.options = options
    self.collective = collective
    self.hasTargets = hasTargets
  }

  mutating func add(
    _ result: VerifyResult, of request: VerifyRequest, target: String? = nil
  ) throws {
    let wantsPage = options.destinations.contains { $0.format == .html }
    let entry = VerificationReport.Entry(
      result.verification, cluster: result.cluster, target: target,
      failing: request.failing, access: result.access, diagnostics: result.diagnostics,
      switchedOff: wantsPage ? result.switchedOff(in: request.world) : [])
    entries.append(entry)
    for destination in options.destinations where isImmediate(destination) {
      if let text = entry.rendered(
        as: destination.format, style: destination.style, detail: detail)
      {
        try ReportDestination.deliver([(destination, text)])
      }
    }
  }

  /// A target that could not be judged.
  mutating func add(failed target: String, _ failure: Failure) {
    entries.append(VerificationReport.Entry(failed: target, failure))
  }

  /// Writes what is still to be written.
  func finish() throws {
    let report = VerificationReport(
      entries, of: collective, hasTargets: hasTargets, version: Version.rolefit)
    try ReportDestination.deliver(
      options.destinations.filter { !isImmediate($0) }.map {
        ($0, report.rendered(as: $0.format, style: $0.style, detail: detail))
      })
  }

  private func isImmediate(_ destination: ReportDestination) -> Bool {
    destination.path == nil && collective == .targets
      && [.text, .json].contains(destination.format)
  }
}
