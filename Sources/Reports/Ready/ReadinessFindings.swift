// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Catalog
package import Diagnostics

/// What keeps an upgrade from being ready, as findings.
package enum ReadinessFindings {
  package static var rules: [RuleDescription] { FindingVocabulary.ready }

  package static func findings(_ readiness: Readiness) -> [Finding] {
    // An action that the agent of the upgrade does not have keeps the upgrade from being ready.
    let verdicts = VerdictFindings(.actions, failing: [RuleDescription.unsupportedAction.id])
    var findings = readiness.actions.flatMap { verdicts.findings(of: $0) }
    findings += readiness.roleRefs.map {
      Finding(.immutableRoleRef, $0.phrase, at: $0.range)
    }
    findings += readiness.inert.map {
      verdicts.finding(ofUse: $0, in: readiness.to.kubernetes)
    }
    findings += readiness.values.filter { $0.kind != .added && $0.kind != .effectChanged }.map {
      Finding(.valueGone, "\($0.key) \(ReadinessText.phrase($0))", at: nil)
    }
    findings += readiness.rights.filter { $0.answer == .refused }.map { right in
      Finding(
        .mayNotGrant, "\(readiness.granter ?? "you") may not \(right.title)", at: nil,
        notes: right.reasons.map { Diagnostic.Note($0) })
    }
    return findings
  }
}
