// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Diagnostics
import Manifests
import RBAC
package import YAMLSyntax

/// One cluster's page for a compliance review: what the agent can do there and what it cannot, each
/// with the binding, role and rule that say so.
package struct ClusterReport {
  private let cluster: ClusterVerification
  /// Every bounded action of the catalog, whether it is switched on or not.
  private let possible: [Verification.ActionResult]
  private let escalations: [ForbiddenRoute]

  package init(
    _ cluster: ClusterVerification, possible: [Verification.ActionResult],
    escalations: [ForbiddenRoute]
  ) {
    self.cluster = cluster
    self.possible = possible
    self.escalations = escalations
  }

  private var verification: Verification { cluster.verification }
  private var switchedOn: Set<String> { Set(verification.actions.map(\.id)) }

  private func actions(_ verdicts: Verification.Verdict...) -> [Verification.ActionResult] {
    possible.filter { verdicts.contains($0.verdict) }
  }

  package var markdown: String {
    var text = "# RBAC of \(MarkdownText.cell(verification.agent))"
    text += " in \(MarkdownText.cell(cluster.title))\n\n"
    text += Self.list(ClusterVerificationText.facts(of: cluster).map { "\($0.0): \($0.1)" })
    text += "- catalog: \(MarkdownText.cell(verification.versions.catalog))\n"
    text += "\n\(MarkdownText.cell(summary))\n"
    text += section("What the agent can do", actions(.granted), because: evidence)
    text += section("What the agent cannot do", actions(.missing)) { result in
      ["no rule allows it to " + result.missing.map(\.phrase.need).joined(separator: ", nor to ")]
    }
    text += section("What cannot be told", actions(.undetermined)) { $0.notes.map(\.message) }
    text += section("What the agent's version does not have", actions(.unsupported)) { _ in [] }
    text += Self.titled("What reaches further", escalations.map(sentence))
    text += Self.titled(
      "Granted without a need",
      verification.excess.map { AccessPhrase($0.rule).grant + places($0.grants) })
    text += Self.titled(
      "Granted to no effect",
      verification.inert.map { "\(AccessPhrase($0.rule).grant): \($0.reason)" + places([$0.grant]) }
    )
    text += Self.titled(
      "Where the API server differs", cluster.disagreements.map(\.message))
    text += Self.titled(
      "What could not be known",
      verification.undetermined.map(\.message) + ClusterVerificationText.remarks(of: cluster))
    return text
  }

  package var json: YAMLValue {
    func line(_ result: Verification.ActionResult) -> YAMLValue {
      .object([
        ("id", .string(result.id)), ("title", .string(result.title)),
        ("switchedOn", .bool(switchedOn.contains(result.id))),
        ("verdict", .string(result.verdict.rawValue)),
        ("evidence", .strings(evidence(result))),
        ("lacks", .sequence(result.missing.map { .string($0.phrase.need) })),
      ])
    }
    return .object(
      ClusterVerificationJSON.members(of: cluster) + [
        ("summary", .string(summary)),
        ("can", .sequence(actions(.granted).map(line))),
        ("cannot", .sequence(actions(.missing, .undetermined, .unsupported).map(line))),
        ("reaches", .sequence(escalations.map { .string(sentence($0)) })),
      ])
  }

  private var summary: String {
    let granted = verification.actions.count { $0.verdict == .granted }
    let fit = verification.fit
    return "Of \(verification.actions.count) actions that are switched on, \(granted) are granted. "
      + "The account holds \(VerificationText.grouped(fit.granted)) pairs of verb and resource, "
      + "and "
      + "needs \(VerificationText.grouped(fit.needed))."
  }

  /// `delete pods (core): ClusterRoleBinding 'x' gives ClusterRole 'y' rule 2`.
  private func evidence(_ result: Verification.ActionResult) -> [String] {
    result.satisfiedBy.map { satisfaction in
      let request = satisfaction.request.phrase.need
      guard let grant = satisfaction.grant else { return request }
      let binding = grant.bindingEntry.map { "\($0.title) gives " } ?? ""
      return "\(request): \(binding)\(grant.title)"
    }
  }

  private func sentence(_ route: ForbiddenRoute) -> String {
    "the account can \(route.action)" + places(route.grants)
  }

  private func places(_ grants: [PlacedGrant]) -> String {
    let titles = grants.map { ($0.bindingEntry.map { "\($0.title), " } ?? "") + $0.title }
    var seen: Set<String> = []
    let each = titles.filter { seen.insert($0).inserted }
    return each.isEmpty ? "" : " (\(each.joined(separator: "; ")))"
  }

  private func section(
    _ title: String, _ results: [Verification.ActionResult],
    because reasons: (Verification.ActionResult) -> [String]
  ) -> String {
    guard !results.isEmpty else { return "" }
    var text = "\n## \(title)\n\n"
    for result in results {
      let isOn = switchedOn.contains(result.id) ? "switched on" : "not switched on"
      text += "- \(MarkdownText.cell(result.title)) (`\(result.id)`, \(isOn))\n"
      text += reasons(result).map { "  - \(MarkdownText.cell($0))\n" }.joined()
    }
    return text
  }

  private static func titled(_ title: String, _ lines: [String]) -> String {
    lines.isEmpty ? "" : "\n## \(title)\n\n" + list(lines)
  }

  private static func list(_ lines: [String]) -> String {
    lines.map { "- \(MarkdownText.cell($0))\n" }.joined()
  }
}
