// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Manifests
import RBAC

extension ClusterReport {
  package var markdown: String { page.text() }

  /// What the agent can do and what not, with what says so.
  package var page: MarkdownPage {
    let facts =
      ClusterVerificationText.facts(of: cluster).map { "\($0.0): \($0.1)" }
      + ["catalog: \(verification.versions.catalog)"]
    var page = MarkdownPage(
      "# RBAC of \(MarkdownText.cell(verification.agent))"
        + " in \(MarkdownText.cell(cluster.title))\n\n"
        + facts.map { "- \(MarkdownText.cell($0))\n" }.joined()
        + "\n\(MarkdownText.cell(summary))\n")
    func add(
      _ title: String, _ verdict: Verification.Verdict,
      because reasons: (Verification.ActionResult) -> [String]
    ) {
      page.add("\n## \(title)\n\n", rows: actions(verdict).map { row($0, reasons($0)) })
    }
    add("What the agent can do", .granted, because: evidence)
    add("What the agent cannot do", .missing) { result in
      ["no rule allows it to " + result.missing.map(\.phrase.need).joined(separator: ", nor to ")]
    }
    add("What cannot be told", .undetermined) { GroupedNotes($0.notes).sentences }
    add("What the agent's version does not have", .unsupported) { _ in [] }
    if let usage { addUsage(usage, to: &page) }
    for (title, lines) in remarks {
      page.add("\n## \(title)\n\n", rows: lines.map { "- \(MarkdownText.cell($0))\n" })
    }
    return page
  }

  /// What the logs show besides what each action says of itself.
  private func addUsage(_ usage: Usage, to page: inout MarkdownPage) {
    page.add("\n## What audit logs show\n\n\(MarkdownText.cell(UsageReport.summary(usage))).\n")
    func unseen(isUndetermined: Bool) -> [String] {
      (usage.unseen ?? []).filter { $0.isUndetermined == isUndetermined }.flatMap { grant in
        grant.rules.map { "\(AccessPhrase($0).grant) (\(grant.title))" }
      }
    }
    page.add(title: "Granted, and in no request", lines: unseen(isUndetermined: false))
    page.add(
      title: "Granted, and of a kind of which the logs have nobody's requests",
      lines: unseen(isUndetermined: true))
    page.add(
      title: "Asked for, and no action of the catalog",
      lines: usage.unexplained.map {
        UsageReport.phrase($0.request, isOfAnyName: $0.isOfAnyName) + ": "
          + UsageReport.times($0.count.total, isAtLeast: $0.isAtLeast)
      })
    page.add(
      title: "Refused",
      lines: usage.refused.map {
        "\(UsageReport.phrase($0.request)): \(UsageReport.times($0.count))"
      })
  }

  private var remarks: [(title: String, lines: [String])] {
    [
      ("What reaches further", escalations.map(sentence)),
      (
        "Granted without a need",
        verification.excess.map { AccessPhrase($0.rule).grant + places($0.grants) }
      ),
      (
        "Granted to no effect",
        verification.inert.map {
          "\(AccessPhrase($0.rule).grant): \($0.reason)" + places([$0.grant])
        }
      ),
      ("Where the API server differs", cluster.disagreements.map(\.message)),
      (
        "What could not be known",
        GroupedNotes(verification.undetermined.map { Diagnostic.Note($0.message) }).sentences
          + ClusterVerificationText.remarks(of: cluster)
      ),
    ]
  }

  private func row(_ result: Verification.ActionResult, _ reasons: [String]) -> String {
    let isOn = switchedOn.contains(result.id) ? "switched on" : "not switched on"
    let reasons = reasons + (usage.map { [UsageReport.sentence($0, of: result.id)] } ?? [])
    return "- \(MarkdownText.cell(result.title)) (\(MarkdownText.code(result.id)), \(isOn))\n"
      + reasons.map { "  - \(MarkdownText.cell($0))\n" }.joined()
  }
}
