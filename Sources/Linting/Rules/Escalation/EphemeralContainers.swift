// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics

/// Flags grants to put containers into running pods.
package struct EphemeralContainers: ReachRule {
  package static let category = RuleCategory.escalation
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "Containers may be added to running pods (pods/ephemeralcontainers)"
  package static let why = """
    A container that joins a running pod shares its network, its volumes and, if it asks for it, \
    its processes, with an image of the writer's choice.
    """
  package static let remedy = "Grant it where it is needed only: in the namespaces of those pods."
  package static let routes: [any Route.Type] = [EphemeralContainersRoute.self]
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [⟦pods/ephemeralcontainers⟧]
        verbs: [patch]
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [⟦"*/ephemeralcontainers"⟧]
        verbs: [get, update]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods/ephemeralcontainers]
        verbs: [get]
      """)
  ]

  static let openings = [
    Opening(
      Reach(verbs: ["update", "patch"], group: "", resources: ["pods/ephemeralcontainers"]),
      "puts containers into running pods")
  ]
}
