// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import Manifests
import RBAC
import YAMLSyntax

/// What logs show of an account, as a page to look at: what was refused, then everything that was
/// used and what never was, then the actions that explain it.
package struct UsageHTML {
  private let report: UsageReport
  private var usage: Usage { report.usage }

  package init(_ report: UsageReport) { self.report = report }

  package var text: String {
    HTMLPage(
      title: "What \(usage.user) used", verdict: verdict, status, facts: facts,
      tables: report.timeline.map { [timeline($0)] } ?? [
        refusals("Refused", usage.refused),
        refusals("Missing in the role", report.missing ?? []),
        UsageMatrix(usage).table("Access"), actions, unexplained, undetermined,
        HTMLTable(
          "Rules for what was allowed", columns: [],
          code: usage.rules.isEmpty ? "" : YAMLEmitter.text(.sequence(usage.rules.map(\.yaml)))),
      ]
    ).text()
  }

  /// Whether the logs have all that they might.
  private var isWhole: Bool { !usage.isInterrupted && usage.damaged.count == 0 }

  private var unseen: [Usage.UnseenGrant] { (usage.unseen ?? []).filter { !$0.isUndetermined } }

  private var status: HTMLStatus {
    if !usage.refused.isEmpty || !(report.missing ?? []).isEmpty { return .missing }
    if !isWhole || !usage.undetermined.isEmpty { return .undetermined }
    return unseen.isEmpty ? .granted : .excess
  }

  /// `2 requests refused, 3 grants never used, 12 requests used`.
  private var verdict: String {
    func counted(_ count: Int, _ one: String, _ many: String, _ rest: String) -> String? {
      count == 0 ? nil : "\(count) \(count == 1 ? one : many) \(rest)"
    }
    let allowed = usage.requests.reduce(0) { $0 + $1.count.allowed }
    let words = [
      counted(
        usage.refused.reduce(0) { $0 + $1.count }, "request", "requests", "refused"),
      counted(report.missing?.count ?? 0, "request", "requests", "that the role lacks"),
      counted(unseen.count, "grant", "grants", "in no request"),
      counted(allowed, "request", "requests", "allowed"),
      isWhole ? nil : "not all was read",
      usage.undetermined.isEmpty ? nil : "\(usage.undetermined.count) undetermined",
    ].compactMap(\.self)
    return words.isEmpty ? "no request of it is in the logs" : words.joined(separator: ", ")
  }

  private var facts: [(String, String)] {
    let common = usage.requests.filter { $0.common != nil }.reduce(0) { $0 + $1.count.total }
    let damaged = usage.damaged.records.map(\.hash).joined(separator: ", ")
    let facts: [(String, String)?] = [
      ("seen", UsageReport.summary(usage)),
      common == 0
        ? nil : ("what every client asks, such as discovery", UsageReport.times(common)),
      usage.others == 0 ? nil : ("records that are no audit events", "\(usage.others)"),
      usage.damaged.count == 0
        ? nil : ("records that cannot be read", "\(usage.damaged.count): \(damaged)"),
      usage.isInterrupted ? ("interrupted", "this is what was read until then") : nil,
      usage.unseen == nil
        ? ("what is granted", "nobody said: --role FILE shows what of it is unused") : nil,
    ]
    return facts.compactMap(\.self)
  }

  private func refusals(_ title: String, _ refusals: [Usage.Refusal]) -> HTMLTable {
    HTMLTable(
      title, about: "Each opens to the smallest rule that mends it.",
      columns: ["Request", "Status", "Times"],
      rows: refusals.map { refusal in
        let rule = refusal.rule.rule
        return HTMLTable.Row(
          in: refusal.rule.scope.isUnknown ? nil : refusal.rule.scope.namespace,
          access: AccessLevel(verbs: rule.verbs, resources: rule.resources),
          [
            HTMLTable.Cell(UsageReport.phrase(refusal.request)),
            HTMLTable.Cell(
              "refused", .missing, evidence: ["add: \(AccessPhrase(refusal.rule).grant)"]),
            HTMLTable.Cell("\(refusal.count)"),
          ])
      })
  }

  private var actions: HTMLTable {
    HTMLTable(
      usage.isSmallest ? "The smallest set of actions that explains it" : "A small set of actions",
      columns: ["Action", "Title", "At most", "First", "Last"],
      rows: usage.actions.map { action in
        HTMLTable.Row([
          HTMLTable.Cell(action.id), HTMLTable.Cell(action.title),
          HTMLTable.Cell(UsageReport.times(action.count)),
          HTMLTable.Cell(action.first?.description ?? ""),
          HTMLTable.Cell(action.last?.description ?? ""),
        ])
      })
  }

  private var unexplained: HTMLTable? {
    HTMLTable(
      "Explained by no action of the catalog", column: "Request",
      lines: usage.unexplained.map {
        UsageReport.phrase($0.request, isOfAnyName: $0.isOfAnyName)
      })
  }

  private var undetermined: HTMLTable? {
    HTMLTable(
      "Undetermined: the rules may lack it", column: "What a write asks besides",
      lines: usage.undetermined.map { "\($0.title): \(UsageReport.times($0.count))" })
  }

  private func timeline(_ entries: [UsageTimeline.Entry]) -> HTMLTable {
    HTMLTable(
      "Requests one by one", columns: ["Time", "Outcome", "Actions", "Request", "User"],
      rows: entries.map { entry in
        HTMLTable.Row(
          in: entry.request.namespace,
          [
            HTMLTable.Cell(entry.time?.description ?? ""),
            HTMLTable.Cell(
              entry.outcome.rawValue, entry.outcome == .refused ? .missing : nil),
            HTMLTable.Cell(entry.actions.joined(separator: ", ")),
            HTMLTable.Cell(UsageReport.phrase(entry.request)),
            HTMLTable.Cell(entry.user + (entry.sender.map { " as \($0)" } ?? "")),
          ])
      })
  }
}

extension Request {
  /// Where it is sent; `nil` for no namespace.
  fileprivate var namespace: String? {
    guard case .resource(let request) = self, !request.namespace.isEmpty else { return nil }
    return request.namespace
  }
}
