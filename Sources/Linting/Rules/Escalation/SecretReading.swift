// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Flags grants to read secrets.
package struct SecretReading: LintRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "Secrets may be read"
  package static let why = """
    Secrets hold passwords, keys and tokens of service accounts. A list or a watch returns their \
    contents just as a get does, and in every namespace that means everybody's.
    """
  package static let remedy = """
    Name the secrets in resourceNames with get alone, in a Role of their namespace.
    """
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
        resources: [⟦"*"⟧]
        verbs: [get, list, watch]
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

  private static let reach = Reach(
    verbs: ["get", "list", "watch"], group: "", resources: ["secrets"])

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    for grant in reach.grants(by: role) where grant.names.isEmpty {
      let isBulk = grant.verbs.contains { $0 != "get" }
      found.report(
        "\(grant.words) reads \(isBulk ? "all" : "any of the") secrets\(role.place)",
        at: grant.resourceRange, of: role.object,
        severity: isBulk && role.isClusterWide ? .error : nil)
    }
  }
}
