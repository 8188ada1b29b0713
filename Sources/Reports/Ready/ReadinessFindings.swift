// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Catalog
package import Diagnostics
import Manifests
import RBAC

/// What keeps an upgrade from being ready, as findings.
package enum ReadinessFindings {
  package static let rules =
    CheckRules.verify.filter {
      ["missing-for-action", "unsupported-action", "undetermined-for-action", "inert-grant"]
        .contains($0.id)
    } + [
      RuleDescription(
        id: "immutable-role-ref", category: "upgrade", severity: .error,
        summary: "A binding is to refer to another role than the one that stands.",
        why: "The API server lets no roleRef be changed, and the upgrade fails half-way.",
        remedy: "Delete the binding right before the upgrade."),
      RuleDescription(
        id: "value-gone", category: "upgrade", severity: .warning,
        summary:
          "A Helm value that switches actions has gone, has another name or another default.",
        why: "Helm takes a value that a chart does not know without a word.",
        remedy: "Set the values that took its place."),
      RuleDescription(
        id: "may-not-grant", category: "upgrade", severity: .error,
        summary: "Whoever is to make the upgrade ready may not.",
        why: "The API server lets nobody give what they do not hold.",
        remedy: "Have the steps taken by somebody who holds the rules or may escalate and bind."),
    ]

  package static func findings(_ readiness: Readiness) -> [Finding] {
    var findings: [Finding] = readiness.actions.compactMap(finding)
    findings += readiness.roleRefs.map {
      Finding("immutable-role-ref", .error, $0.phrase, at: $0.range)
    }
    findings += readiness.inert.map { rule in
      Finding(
        "inert-grant", .warning,
        "\(RuleText.line(rule.rule)): of no use in Kubernetes \(readiness.to.kubernetes): "
          + rule.reason, at: rule.grant.range)
    }
    findings += readiness.values.filter { $0.kind != .added && $0.kind != .effectChanged }.map {
      Finding("value-gone", .warning, "\($0.key) \(ReadinessText.phrase($0))", at: nil)
    }
    findings += readiness.rights.filter { $0.answer == .refused }.map { right in
      Finding(
        "may-not-grant", .error, "\(readiness.granter ?? "you") may not \(right.title)", at: nil,
        notes: right.reasons.map { Diagnostic.Note($0) })
    }
    return findings
  }

  private static func finding(_ result: Verification.ActionResult) -> Finding? {
    switch result.verdict {
    case .granted: nil
    case .missing:
      Finding(
        "missing-for-action", .error,
        "\(result.id) needs "
          + result.missing.map(VerificationText.sentence).joined(separator: "; "), at: nil,
        notes: result.notes)
    case .unsupported:
      Finding(
        "unsupported-action", .error, "\(result.id) is not there", at: nil, notes: result.notes)
    case .undetermined:
      Finding(
        "undetermined-for-action", .warning, "nobody can tell whether \(result.id) is possible",
        at: nil, notes: result.notes)
    }
  }
}
