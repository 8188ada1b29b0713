// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics

/// Flags grants to read secrets.
package struct SecretReading: ReachRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "Secrets may be read"
  package static let why = """
    Secrets hold passwords, keys and tokens of service accounts. A list or a watch returns their \
    contents just as a get does, and in every namespace that means everybody's. Where a rule \
    grants every resource, wildcard-resource says so.
    """
  package static let remedy = """
    Name the secrets in resourceNames with get alone, in a Role of their namespace.
    """
  package static let routes: [any Route.Type] = [
    SecretReadingRoute.self, OldTokenSecretRoute.self, TokenSecretRoute.self,
  ]
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [configmaps, ⟦secrets⟧]
        verbs: [get, list, watch]
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: ["*"]
        resources: [⟦secrets⟧]
        verbs: [get]
      """),
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [⟦secrets⟧]
        verbs: ["*"]
      """),
  ]
  package static let accepted = [
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [secrets]
        resourceNames: [example-key]
        verbs: [get]
      """)
  ]

  static let openings = [
    Opening(
      Reach(verbs: ["get", "list", "watch"], group: "", resources: ["secrets"]),
      { grant, role in
        guard grant.names.isEmpty else { return nil }
        return "reads \(isBulk(grant) ? "all" : "any of the") secrets\(role.place)"
      },
      severity: { grant, role in isBulk(grant) && role.isClusterWide ? .error : nil })
  ]

  /// Whether one request returns the contents of many.
  private static func isBulk(_ grant: ReachingRule) -> Bool {
    grant.verbs.contains { $0 != "get" }
  }
}
