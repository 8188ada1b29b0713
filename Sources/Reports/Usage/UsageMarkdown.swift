// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Manifests
import RBAC
import YAMLSyntax

/// What logs show of an account, in Markdown.
package struct UsageMarkdown {
  private let report: UsageReport
  private var usage: Usage { report.usage }

  package init(_ report: UsageReport) { self.report = report }

  package var text: String { page.text() }

  var page: MarkdownPage {
    var page = MarkdownPage("## What \(MarkdownText.code(usage.user)) used\n")
    if let timeline = report.timeline {
      page.add(
        "\n| time | outcome | actions | request | user |\n| --- | --- | --- | --- | --- |\n",
        rows: timeline.map { entry in
          Self.row([
            MarkdownText.cell(entry.time?.description ?? ""), entry.outcome.rawValue,
            MarkdownText.cell(entry.actions.joined(separator: ", ")),
            MarkdownText.cell(UsageReport.phrase(entry.request)),
            MarkdownText.cell(entry.user + (entry.sender.map { " as \($0)" } ?? "")),
          ])
        })
      return page
    }
    page.add("\n\(UsageReport.summary(usage)).\n")
    page.add(title: "Not all was read", lines: gaps)
    let title =
      usage.isSmallest
      ? "The smallest set of actions that explains them" : "A small set of actions"
    page.add(
      "\n\(title):\n\n| action | at most | first | last |\n| --- | --- | --- | --- |\n",
      rows: usage.actions.map { action in
        Self.row([
          MarkdownText.code(action.id), UsageReport.times(action.count),
          action.first?.description ?? "", action.last?.description ?? "",
        ])
      })
    page.add(
      "\nRequests:\n\n| request | count | outcomes | may be |\n| --- | --- | --- | --- |\n",
      rows: usage.requests.filter { $0.common == nil }.map(Self.row))
    page.add(
      "\nRefused, and what mends it:\n\n```yaml\n",
      rows: usage.refused.map { YAMLEmitter.text(.sequence([$0.rule.yaml])) }, foot: "```\n",
      isCode: true)
    page.add(
      "\nMissing in the role, and what mends it:\n\n```yaml\n",
      rows: (report.missing ?? []).map { YAMLEmitter.text(.sequence([$0.rule.yaml])) },
      foot: "```\n", isCode: true)
    page.add(
      title: "Asked besides, for what was written",
      lines: usage.writes.map { write in
        let instead = UsageReport.instead(write).map { "; or to \($0)" } ?? ""
        return "to \(write.title): \(UsageReport.times(write.count))\(instead)"
      })
    page.add(
      title: "Undetermined: the rules may lack it",
      lines: usage.undetermined.map { "\($0.title): \(UsageReport.times($0.count))" })
    page.add(
      "\nRules for what was allowed:\n\n```yaml\n",
      rows: usage.rules.map { YAMLEmitter.text(.sequence([$0.yaml])) }, foot: "```\n",
      isCode: true)
    page.add(title: "Granted, and not seen", lines: unseen(isUndetermined: false))
    page.add(
      title: "Granted, and undetermined: the log has nobody's requests of this kind",
      lines: unseen(isUndetermined: true))
    return page
  }

  private var gaps: [String] {
    var lines: [String] = []
    if usage.isInterrupted { lines.append("reading was interrupted") }
    if usage.damaged.count > 0 {
      lines.append("\(usage.damaged.count.counted("record")) cannot be read")
    }
    return lines
  }

  private func unseen(isUndetermined: Bool) -> [String] {
    (usage.unseen ?? []).filter { $0.isUndetermined == isUndetermined }.flatMap { grant in
      grant.rules.map { "\(grant.title): \(AccessPhrase($0).grant)" }
    }
  }

  private static func row(_ request: Usage.SeenRequest) -> String {
    row([
      MarkdownText.cell(
        UsageReport.phrase(request.request, isOfAnyName: request.isOfAnyName)),
      (request.isAtLeast ? "at least " : "") + "\(request.count.total)",
      UsageReport.outcomes(request.count),
      MarkdownText.cell(UsageReport.explanation(request)),
    ])
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }
}
