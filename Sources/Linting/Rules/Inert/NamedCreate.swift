// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI
import RBAC

/// Flags `create` that is limited to names.
package struct NamedCreate: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.error
  package static let summary = "Create is limited to names in resourceNames"
  package static let why = """
    A request that creates an object has no name in its path, so such a rule never allows it. A \
    patch or an update that would create the object does have one, and then create is asked for \
    with the name.
    """
  package static let remedy = "Write create in a rule of its own, without resourceNames."
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [coordination.k8s.io]
        resources: [leases]
        resourceNames: [example]
        verbs: [get, ⟦create⟧]
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames: [example]
        verbs: [get, ⟦create⟧, update]
      - apiGroups: [""]
        resources: [configmaps]
        verbs: [create]
      """),
  ]
  package static let accepted = [
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        verbs: [create]
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames: [example]
        verbs: [get, update]
      """),
    LintExample.namespacedRules(
      """
      - apiGroups: [""]
        resources: [pods/eviction]
        resourceNames: [example]
        verbs: [create]
      """),
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    // The empty name is that of requests without one.
    for rule in role.rules
    where !rule.rule.resourceNames.isEmpty && !rule.rule.resourceNames.contains("") {
      let points = context.points(of: rule, of: role).filter {
        $0.verb == "create" && !$0.judgement.isInert
          && NameUse.of(verb: "create", on: $0.resource) != .always
      }
      for part in context.rectangles(of: points) {
        found.report(
          "a create request on \(Words.list(part.resources)) has no name, so resourceNames never "
            + "match it",
          at: rule.range(of: .verbs, ["create"]), of: role.object,
          severity: severity(of: part, in: rule, of: role, context))
      }
    }
  }
}

extension NamedCreate {
  private static func severity(
    of part: PolicyRule, in rule: LintedRule, of role: LintedRole, _ context: LintContext
  ) -> Diagnostic.Severity? {
    if context.isGranted(toHoldersOf: role, verbs: ["create"], on: part) { return .note }
    // The apply of a new object, and the update of some, ask for create with the name.
    let isAsked = part.resources.allSatisfy { resource in
      part.apiGroups.allSatisfy {
        context.createsWithName(rule.rule, group: $0, resource: resource)
      }
    }
    return isAsked ? .warning : nil
  }
}
