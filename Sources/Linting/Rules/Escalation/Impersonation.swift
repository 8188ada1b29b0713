// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics

/// Flags the verb `impersonate` and its constrained kinds.
package struct Impersonation: ReachRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.error
  package static let summary = "Users, groups or service accounts may be impersonated"
  package static let why = """
    Whoever has it sends requests as somebody else, with all that those may do: as a member of \
    system:masters, where groups are not limited by name.
    """
  package static let remedy = "Name in resourceNames who may be impersonated, or leave it out."
  package static let routes: [any Route.Type] = [
    ImpersonationRoute.self, ConstrainedImpersonationRoute.self, NodeIdentityRoute.self,
  ]
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

  static let openings = [
    Opening(
      Reach(
        verbs: ["impersonate"], group: "", resources: ["serviceaccounts"],
        clusterScoped: ["users", "groups"]),
      "allows to act as somebody else", marksVerbs: true
    ) { grant, _ in
      grant.names.isEmpty || grant.names.contains("system:masters") ? nil : .warning
    },
    Opening(
      Reach(
        verbs: ["impersonate"], group: "authentication.k8s.io",
        clusterScoped: ["uids", "userextras/"]),
      "allows to claim what an authenticator said of somebody else", marksVerbs: true
    ) { _, _ in .warning },
    Opening(
      Reach(
        verbs: [
          "impersonate:user-info", "impersonate:serviceaccount", "impersonate:arbitrary-node",
          "impersonate:associated-node",
        ], group: "authentication.k8s.io", resources: ["serviceaccounts"],
        clusterScoped: ["users", "groups", "uids", "userextras/", "nodes"]),
      "allows to act as somebody else, as far as other rules say,", marksVerbs: true
    ) { _, _ in .warning },
  ]
}
