// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import RBAC

/// Clusters for a compliance review, as a page to look at: what the agent can do there and what it
/// cannot, first of all what is not as it is meant.
package struct ClusterReportHTML {
  private let reports: [ClusterReport]

  package init(_ reports: [ClusterReport]) { self.reports = reports }

  package var text: String {
    let worst = reports.sorted { Self.rank($0) < Self.rank($1) }
    guard reports.count != 1 else {
      let report = reports[0]
      return HTMLPage(
        title: "RBAC of \(report.verification.agent) in \(report.cluster.title)",
        verdict: report.summary, Self.status(report),
        facts: VerificationHTML(report.verification, cluster: report.cluster).facts,
        tables: Self.tables(report, prefix: "")
      ).text()
    }
    let good = reports.count { Self.status($0) == .granted }
    let overview = HTMLTable(
      "Overview", columns: ["Cluster", "Status", "Summary"],
      rows: worst.map { report in
        HTMLTable.Row([
          HTMLTable.Cell(report.cluster.title), HTMLTable.Cell(Self.status(report)),
          HTMLTable.Cell(report.summary),
        ])
      })
    return HTMLPage(
      title: "RBAC of \(reports.count) clusters",
      verdict: "\(good) of \(reports.count) clusters are as they are meant",
      good == reports.count ? .granted : .missing,
      tables: [overview]
        + worst.flatMap { Self.tables($0, prefix: "\($0.cluster.title): ") }
    ).text()
  }

  private static func rank(_ report: ClusterReport) -> Int {
    HTMLStatus.worstFirst.firstIndex(of: status(report)) ?? 0
  }

  private static func status(_ report: ClusterReport) -> HTMLStatus {
    if !report.escalations.isEmpty || !besides(report).isEmpty { return .possible }
    return VerificationHTML(report.verification).status
  }

  /// What is possible though it is not switched on.
  private static func besides(_ report: ClusterReport) -> [Verification.ActionResult] {
    report.actions(.granted).filter { !report.switchedOn.contains($0.id) }
  }

  private static func tables(_ report: ClusterReport, prefix: String) -> [HTMLTable?] {
    let further = report.escalations.map { route in
      HTMLTable.Row(
        access: .privileged,
        [
          HTMLTable.Cell("the account can \(route.action)"), HTMLTable.Cell(.possible),
          HTMLTable.Cell(
            route.route,
            evidence: route.path.isEmpty
              ? route.grants.map(\.evidence) : ReachText.lines(of: route.path)),
        ])
    }
    let cannot = report.actions(.missing, .undetermined, .unsupported).filter {
      !report.switchedOn.contains($0.id)
    }
    return [
      VerificationHTML.switchedOff(besides(report), besides: further, prefix: prefix)
    ] + VerificationHTML(report.verification, cluster: report.cluster, prefix: prefix).tables
      + [
        HTMLTable(
          prefix + "What the agent cannot do and is not meant to",
          columns: ["Action", "Status", "Title"],
          rows: cannot.map { result in
            HTMLTable.Row(
              access: result.access,
              [
                HTMLTable.Cell(result.id),
                HTMLTable.Cell(
                  result.verdict == .missing ? "refused" : result.verdict.rawValue,
                  result.verdict == .undetermined ? .undetermined : .granted,
                  evidence: result.missing.map { "no rule allows \($0.phrase.need)" }),
                HTMLTable.Cell(result.title),
              ])
          })
      ]
  }
}
