// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics

/// Flags grants to mint service accounts' tokens.
package struct TokenCreation: ReachRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.error
  package static let summary = "Tokens of service accounts may be created"
  package static let why = """
    A token of an account is the account: whoever mints one has all that any account there may \
    do, and keeps it for as long as the token lives.
    """
  package static let remedy = """
    Name the accounts in resourceNames (requests for tokens do carry a name), in a Role of their \
    namespace.
    """
  package static let routes: [any Route.Type] = [TokenCreationRoute.self]
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [⟦serviceaccounts/token⟧]
        verbs: [create]
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [pods, ⟦"*/token"⟧]
        verbs: [create, get]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [serviceaccounts]
        verbs: [get]
      """)
  ]

  static let openings = [
    Opening(
      Reach(verbs: ["create"], group: "", resources: ["serviceaccounts/token"]),
      "mints tokens of service accounts"
    ) { grant, _ in grant.names.isEmpty ? nil : .warning }
  ]
}
