// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI
import RBAC

/// Flags paths that no request has.
package struct MalformedURL: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.error
  package static let summary = "A path in nonResourceURLs can match no request"
  package static let why = """
    Every path begins with a slash, and a star is a wildcard only as the last letter: elsewhere \
    it is a letter like any other, and paths hold none.
    """
  package static let remedy = """
    Begin with a slash and put a star at the end only: /metrics, /healthz/*, or * for all.
    """
  package static let flagged = [
    LintExample.rules(
      """
      - nonResourceURLs: [⟦metrics⟧]
        verbs: [get]
      """),
    LintExample.rules(
      """
      - nonResourceURLs: [⟦"/api/*/pods"⟧, /healthz]
        verbs: [get]
      """),
    LintExample.rules(
      """
      - nonResourceURLs: [⟦"/metrics,/healthz"⟧]
        verbs: [get]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - nonResourceURLs: [/livez/ping, /metrics]
        verbs: [get]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    for rule in role.rules {
      for (position, url) in rule.rule.nonResourceURLs.enumerated() {
        guard let fault = fault(of: url) else { continue }
        found.report(fault, at: rule.range(of: .nonResourceURLs, at: position), of: role.object)
      }
    }
  }
}

extension MalformedURL {
  private static func fault(of url: String) -> String? {
    switch PathRequest.fault(of: url) {
    case .innerStar: "the star in '\(url)' is a letter: only one at the end is a wildcard"
    case .noSlash: "'\(url)' does not begin with a slash, as every path does"
    case .notAPath: "'\(url)' is not one path: write each as an entry of its own, without a query"
    case nil: nil
    }
  }
}
