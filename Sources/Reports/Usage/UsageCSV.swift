// SPDX-License-Identifier: Apache-2.0

import Analysis
import Manifests
import RBAC

/// Requests as a table of comma-separated values (RFC 4180), for spreadsheets and scripts.
package struct UsageCSV {
  private let report: UsageReport

  package init(_ report: UsageReport) { self.report = report }

  package var text: String {
    let rows = report.timeline.map(Self.rows) ?? Self.rows(report.usage)
    return rows.map { $0.map(Self.field).joined(separator: ",") + "\n" }.joined()
  }

  private static let requestColumns = ["verb", "apiGroup", "resource", "namespace", "name", "url"]

  private static func rows(_ usage: Usage) -> [[String]] {
    let outcomes = AuditEvent.Outcome.allCases
    let head =
      requestColumns + ["count"] + outcomes.map(\.rawValue) + ["first", "last", "actions"]
    return [head]
      + usage.requests.map { seen in
        cells(seen.request, isOfAnyName: seen.isOfAnyName) + ["\(seen.count.total)"]
          + outcomes.map { "\(seen.count[$0])" } + [
            seen.count.first?.description ?? "", seen.count.last?.description ?? "",
            seen.actions.joined(separator: " "),
          ]
      }
  }

  private static func rows(_ timeline: [UsageTimeline.Entry]) -> [[String]] {
    [["time", "user", "sender", "actions"] + requestColumns + ["outcome"]]
      + timeline.map { entry in
        [
          entry.time?.description ?? "", entry.user, entry.sender ?? "",
          entry.actions.joined(separator: " "),
        ] + cells(entry.request, isOfAnyName: false) + [entry.outcome.rawValue]
      }
  }

  private static func cells(_ request: Request, isOfAnyName: Bool) -> [String] {
    switch request {
    case .nonResource(let request):
      return [request.verb, "", "", "", "", isOfAnyName ? "*" : request.path]
    case .resource(let request):
      return [
        request.verb, request.apiGroup, request.combinedResource, request.namespace,
        isOfAnyName ? "*" : request.name, "",
      ]
    }
  }

  /// A field that a spreadsheet would take for a formula, or a terminal for an order, is none.
  private static func field(_ text: String) -> String {
    var text = DisplayText.safe(text)
    if let first = text.first, "=+-@".contains(first) { text = "'" + text }
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
