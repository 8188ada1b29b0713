// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI
import RBAC

/// Flags verbs that a resource does not serve.
package struct UnservedVerb: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "A verb is granted on a resource that does not serve it"
  package static let why = """
    The API server never asks for it. Alone it is a permission that was meant for something \
    else: bind on bindings rather than on roles, impersonate on roles rather than on users, list \
    on pods/log.
    """
  package static let remedy = """
    Leave the verb out, or write it in a rule with the resource that it was meant for.
    """
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods/log]
        verbs: [get, ⟦list⟧]
      """),
    LintExample.rules(
      """
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [rolebindings]
        verbs: [⟦bind⟧]
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [roles]
        verbs: [⟦impersonate⟧]
      """),
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments/finalizers]
        verbs: [update, ⟦patch, delete⟧]
      """),
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods, pods/log]
        verbs: [get, ⟦list⟧]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods/log]
        verbs: [get]
      """),
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [deployments/finalizers]
        verbs: [update]
      """),
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    let dead = context.deadGrants(of: role) { point -> [String]? in
      guard case .unservedVerb(let served) = point.judgement else { return nil }
      return served
    }
    for grant in dead {
      found.report(
        "\(Words.list(grant.part.resources)) \(grant.part.resources.count == 1 ? "does" : "do") "
          + "not serve "
          + "\(Words.list(grant.part.verbs)), only \(Words.list(grant.fault, most: 8))",
        at: grant.rule.range(of: .verbs, grant.part.verbs), of: role.object,
        severity: severity(of: grant, in: role, context))
    }
  }
}

extension UnservedVerb {
  /// Clutter where the rule's verbs are meant for its other resources; a mistake where a resource
  /// has none that it serves, here or elsewhere.
  private static func severity(
    of grant: DeadGrant<[String]>, in role: LintedRole, _ context: LintContext
  ) -> Diagnostic.Severity? {
    let rule = grant.rule.rule
    let isLost = grant.part.resources.contains { resource in
      let isServed = rule.verbs.contains {
        context.livesInRule(grant.rule, verb: $0, resource: resource)
      }
      return !isServed
        && !grant.fault.contains { verb in
          grant.part.apiGroups.contains {
            context.isGranted(toHoldersOf: role, verb: verb, group: $0, resource: resource)
          }
        }
    }
    if isLost { return .error }
    let isMeantForOthers = grant.part.verbs.allSatisfy { verb in
      rule.resources.contains { context.livesInRule(grant.rule, verb: verb, resource: $0) }
    }
    return isMeantForOthers ? .note : nil
  }
}
