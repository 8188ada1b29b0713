// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Flags the verb `impersonate` and its constrained kinds.
package struct Impersonation: LintRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.error
  package static let summary = "Users, groups or service accounts may be impersonated"
  package static let why = """
    Whoever has it sends requests as somebody else, with all that those may do: as a member of \
    system:masters, where groups are not limited by name.
    """
  package static let remedy = "Name in resourceNames who may be impersonated, or leave it out."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [groups, users]
        verbs: [⟦impersonate⟧]
      """),
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [users]
        resourceNames: [jane]
        verbs: [⟦impersonate⟧]
      - apiGroups: [authentication.k8s.io]
        resources: [userextras/scopes]
        verbs: [⟦impersonate⟧]
      - apiGroups: [authentication.k8s.io]
        resources: [users]
        verbs: [⟦"impersonate:user-info"⟧]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [serviceaccounts]
        verbs: [get, list, watch]
      """)
  ]

  private static let identities = Reach(
    verbs: ["impersonate"], group: "", resources: ["serviceaccounts"],
    clusterScoped: ["users", "groups"])
  private static let details = Reach(
    verbs: ["impersonate"], group: "authentication.k8s.io", clusterScoped: ["uids", "userextras/"])
  private static let constrained = Reach(
    verbs: [
      "impersonate:user-info", "impersonate:serviceaccount", "impersonate:arbitrary-node",
      "impersonate:associated-node",
    ], group: "authentication.k8s.io", resources: ["serviceaccounts"],
    clusterScoped: ["users", "groups", "uids", "userextras/", "nodes"])

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    found.report(
      identities, by: role, "allows to act as somebody else", marksVerbs: true
    ) { grant in
      grant.names.isEmpty || grant.names.contains("system:masters") ? nil : .warning
    }
    found.report(
      details, by: role, "allows to claim what an authenticator said of somebody else",
      marksVerbs: true
    ) { _ in .warning }
    found.report(
      constrained, by: role, "allows to act as somebody else, as far as other rules say,",
      marksVerbs: true
    ) { _ in .warning }
  }
}
