// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics

/// Flags grants to take over parts of the API.
package struct APIServiceWriting: ReachRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "API services may be written"
  package static let why = """
    An API service sends all requests of an API group to a server of the writer's choice, with \
    the requests' contents and the names of who sent them.
    """
  package static let remedy = """
    Leave API services to whoever installs the server, or name the own one in resourceNames.
    """
  package static let routes: [any Route.Type] = [APIServiceRoute.self]
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [apiregistration.k8s.io]
        resources: [⟦apiservices⟧]
        verbs: [create]
      """),
    LintExample.rules(
      """
      - apiGroups: [apiregistration.k8s.io]
        resources: [⟦apiservices⟧]
        verbs: [get, list, patch]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [apiregistration.k8s.io]
        resources: [apiservices]
        verbs: [get, list, watch]
      """)
  ]

  static let openings = [
    Opening(
      Reach(
        verbs: ["create", "update", "patch"], group: "apiregistration.k8s.io",
        clusterScoped: ["apiservices"]),
      "takes over API groups"
    ) { grant, _ in grant.names.isEmpty ? nil : .note }
  ]
}
