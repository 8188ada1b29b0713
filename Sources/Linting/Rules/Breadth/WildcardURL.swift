// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags the path `*`.
package struct WildcardURL: LintRule {
  package static let category = RuleCategory.breadth
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "A rule grants every path"
  package static let why = """
    Among the paths are profiles and traces of the API server (/debug), its logs (/logs) and \
    metrics, and whatever an aggregated server has.
    """
  package static let remedy = "List the paths that are needed."
  package static let flagged = [
    LintExample.rules(
      """
      - nonResourceURLs: [⟦"*"⟧]
        verbs: [get]
      """),
    LintExample.rules(
      """
      - nonResourceURLs: [⟦"/*"⟧, /metrics]
        verbs: [get]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - nonResourceURLs: [/metrics, "/metrics/*"]
        verbs: [get]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    for rule in role.rules where !rule.rule.nonResourceURLs.isEmpty {
      let verbs = context.honoured(rule, of: role).verbs
      guard !verbs.isEmpty else { continue }
      for (position, url) in rule.rule.nonResourceURLs.enumerated()
      where url == "*" || url == "/*" || (url.hasPrefix("*") && url.allSatisfy { $0 == "*" }) {
        found.report(
          "\(Words.list(verbs)) on every path of the API server",
          at: rule.range(of: .nonResourceURLs, at: position), of: role.object)
      }
    }
  }
}
