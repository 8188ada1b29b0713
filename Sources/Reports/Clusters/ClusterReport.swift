// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Diagnostics
import Manifests
import RBAC
package import YAMLSyntax

/// One cluster's page for a compliance review: what the agent can do there and what it cannot, each
/// with the binding, role and rule that say so.
package struct ClusterReport {
  let cluster: ClusterVerification
  /// Every bounded action of the catalog, whether it is switched on or not.
  private let possible: [Verification.ActionResult]
  let escalations: [ForbiddenRoute]
  /// What audit logs show of the account; `nil` where none were given.
  let usage: Usage?

  package init(
    _ cluster: ClusterVerification, possible: [Verification.ActionResult],
    escalations: [ForbiddenRoute], usage: Usage? = nil
  ) {
    self.cluster = cluster
    self.possible = possible
    self.escalations = escalations
    self.usage = usage
  }

  var verification: Verification { cluster.verification }
  var switchedOn: Set<String> { Set(verification.actions.map(\.id)) }

  func actions(_ verdicts: Verification.Verdict...) -> [Verification.ActionResult] {
    possible.filter { verdicts.contains($0.verdict) }
  }

  package var json: YAMLValue {
    func line(_ result: Verification.ActionResult) -> YAMLValue {
      .object(
        [
          ("id", .string(result.id)), ("title", .string(result.title)),
          ("switchedOn", .bool(switchedOn.contains(result.id))),
          ("verdict", .string(result.verdict.rawValue)),
          ("evidence", .strings(result.evidence)),
          ("lacks", .sequence(result.missing.map { .string($0.phrase.need) })),
        ] + (usage.map { [("used", .string($0.use(of: result.id).rawValue))] } ?? []))
    }
    let used = usage.map { [("usage", UsageJSON(UsageReport($0)).value)] } ?? []
    return .object(
      ClusterVerificationJSON.members(of: cluster) + [
        ("summary", .string(summary)),
        ("can", .sequence(actions(.granted).map(line))),
        ("cannot", .sequence(actions(.missing, .undetermined, .unsupported).map(line))),
        ("reaches", .sequence(escalations.map { .string(sentence($0)) })),
      ] + used)
  }

  var summary: String {
    let granted = verification.actions.count { $0.verdict == .granted }
    let fit = verification.fit
    let besides = actions(.granted).count { !switchedOn.contains($0.id) }
    let possible =
      besides == 0
      ? ""
      : "\(besides) more \(besides == 1 ? "is" : "are") possible though not switched on. "
    let all = verification.actions.count
    return "Of \(all.counted("action")) that \(all == 1 ? "is" : "are") switched on, "
      + "\(granted) \(granted == 1 ? "is" : "are") granted. "
      + possible
      + "The account holds \(VerificationText.pairs(fit.granted)) of verb and resource, "
      + "and "
      + "needs \(VerificationText.grouped(fit.needed))."
  }

  func sentence(_ route: ForbiddenRoute) -> String {
    "the account can \(route.action)" + places(route.grants)
  }

  func places(_ grants: [PlacedGrant]) -> String {
    let each = grants.map { ($0.bindingEntry.map { "\($0.title), " } ?? "") + $0.title }.distinct
    return each.isEmpty ? "" : " (\(each.joined(separator: "; ")))"
  }
}
