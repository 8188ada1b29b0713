// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import RBAC

/// What accounts come to, as a page to look at: goals, each opening to the way there.
package struct ReachHTML {
  private let report: ReachReport

  package init(_ report: ReachReport) { self.report = report }

  package var text: String {
    HTMLPage(
      title: title, verdict: verdict, status,
      facts: [("Kubernetes", "\(report.kubernetes)"), ("routes checked", routes)],
      tables: [
        goals(
          "What is come to", of: [.reachable, .undetermined],
          about: "Each opens to the steps that lead there, and to what allows each."),
        HTMLTable(
          "Assumed", column: "What the answer rests on", lines: report.assumptions),
        influences, goals("What is not come to", of: [.unreachable]),
      ]
    ).text()
  }

  private var only: ReachReport.Account? {
    report.accounts.count == 1 ? report.accounts.first : nil
  }

  private var title: String {
    only.map { "What \($0.title) comes to" } ?? "What \(report.accounts.count) accounts come to"
  }

  private var results: [Reach.GoalResult] { report.accounts.flatMap(\.results) }

  private var status: HTMLStatus {
    if results.contains(where: { $0.verdict == .reachable }) { return .possible }
    return results.contains { $0.verdict == .undetermined } ? .undetermined : .granted
  }

  private var verdict: String {
    let all = report.accounts.filter { account in
      account.results.contains { $0.goal == .clusterAdmin && $0.verdict == .reachable }
    }
    if only != nil, !all.isEmpty { return "comes to everything" }
    let reached = results.count { $0.verdict == .reachable }
    let open = results.count { $0.verdict == .undetermined }
    return "\(reached) of \(results.count.counted("goal")) \(reached == 1 ? "is" : "are") come to"
      + (open > 0 ? ", \(open) undetermined" : "")
      + (all.isEmpty ? "" : "; \(all.map(\.title).joined(separator: ", ")) to everything")
  }

  private var routes: String {
    let checked = RouteRegistry.all.count { report.status(of: $0) == .checked }
    return "\(checked) of \(RouteRegistry.all.count)"
  }

  private func goals(
    _ title: String, of verdicts: [Reach.Verdict], about: String = ""
  ) -> HTMLTable {
    let found = report.accounts.flatMap { account in
      account.results.map { (account: account.title, result: $0) }
    }
    let rows = verdicts.flatMap { verdict in
      found.filter { $0.result.verdict == verdict }.map { row($0.account, $0.result) }
    }
    return HTMLTable(
      title, about: about, columns: ["Goal", "Account", "Verdict", "Certainty", "Way"], rows: rows)
  }

  private func row(_ account: String, _ result: Reach.GoalResult) -> HTMLTable.Row {
    let routes = result.path.map(\.route).filter { $0 != ReachStep.direct }
    let way = result.path.isEmpty ? "" : "by its own rules"
    let status: HTMLStatus =
      switch result.verdict {
      case .reachable: .possible
      case .undetermined: .undetermined
      case .unreachable: .granted
      }
    return HTMLTable.Row([
      HTMLTable.Cell(result.goal.id), HTMLTable.Cell(account),
      HTMLTable.Cell(result.verdict.rawValue, status),
      HTMLTable.Cell(result.certainty?.rawValue ?? ""),
      HTMLTable.Cell(
        routes.isEmpty ? way : routes.joined(separator: ", "),
        evidence: ReachText.lines(of: result.path) + result.reasons.map { "unknown: \($0)" }),
    ])
  }

  private var influences: HTMLTable {
    HTMLTable(
      "Also, leading to none of these", columns: ["Account", "What"],
      rows: report.accounts.flatMap { account in
        account.counts.influences.map {
          HTMLTable.Row([HTMLTable.Cell(account.title), HTMLTable.Cell($0)])
        }
      })
  }
}

extension ReachText {
  /// The steps of a path, as evidence of a page.
  static func lines(of path: [PathStep]) -> [String] {
    steps(path).string.split(separator: "\n").map { String($0.drop { $0 == " " }) }
  }
}
