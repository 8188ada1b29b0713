// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Manifests
import RBAC

extension ClusterReport {
  package var markdown: String { page.text() }

  /// What the agent can do and what not, with what says so: first what is not as it is meant.
  package var page: MarkdownPage {
    let facts =
      ClusterVerificationText.facts(of: cluster).map { "\($0.0): \($0.1)" }
      + ["catalog: \(verification.versions.catalog)"]
    var page = MarkdownPage(
      "# RBAC of \(MarkdownText.cell(verification.agent))"
        + " in \(MarkdownText.cell(cluster.title))\n\n"
        + facts.map { "- \(MarkdownText.cell($0))\n" }.joined()
        + "\n\(MarkdownText.cell(summary))\n")
    add("What reaches further", escalations.map(sentence), to: &page)
    add("What it can do though it is not switched on", .granted, isOn: false, to: &page, \.evidence)
    add("What is switched on and refused", .missing, isOn: true, to: &page, lacks)
    add("What cannot be told", .undetermined, to: &page) { GroupedNotes($0.notes).sentences }
    add("What the agent's version does not have", .unsupported, to: &page) { _ in [] }
    if let usage { addUsage(usage, to: &page) }
    for (title, lines) in remarks { add(title, lines, to: &page) }
    add("What the agent can do", .granted, isOn: true, to: &page, \.evidence)
    addImpossible(to: &page)
    return page
  }

  private func add(_ title: String, _ lines: [String], to page: inout MarkdownPage) {
    page.add("\n## \(title)\n\n", rows: lines.map { "- \(MarkdownText.cell($0))\n" })
  }

  /// - Parameter isOn: whether they are switched on; `nil` for all.
  private func add(
    _ title: String, _ verdict: Verification.Verdict, isOn: Bool? = nil,
    to page: inout MarkdownPage, _ reasons: (Verification.ActionResult) -> [String]
  ) {
    let shown = actions(verdict).filter { isOn == nil || switchedOn.contains($0.id) == isOn }
    page.add("\n## \(title)\n\n", rows: shown.map { row($0, reasons($0)) })
  }

  /// What is as it should be, folded: it is much, and nobody needs it first.
  private func addImpossible(to page: inout MarkdownPage) {
    let shown = actions(.missing).filter { !switchedOn.contains($0.id) }
    let count = "\(shown.count) action\(shown.count == 1 ? "" : "s")"
    page.add(
      "\n## What the agent cannot do\n\n<details><summary>\(count)</summary>\n\n",
      rows: shown.map { row($0, lacks($0)) }, foot: "\n</details>\n")
  }

  private func lacks(_ result: Verification.ActionResult) -> [String] {
    ["no rule allows it to " + result.missing.map(\.phrase.need).joined(separator: ", nor to ")]
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
      ("Where the API server differs", cluster.disagreements.map(\.message)),
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
