// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI
import RBAC

/// Flags resources that no API group has.
package struct UnknownResource: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.error
  package static let summary = "A resource is granted that its API group does not have"
  package static let why = """
    RBAC compares resources as words: a singular, a kind, a short name or a slip is accepted, \
    and no request ever matches it.
    """
  package static let remedy = """
    Write the plural, in lower case, as the path of the request has it; kubectl api-resources \
    prints them.
    """
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [⟦configmap⟧, pods]
        verbs: [get, list]
      """),
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [⟦Deployment⟧]
        verbs: [get]
      - apiGroups: [rbac.authorization.k8s.io]
        resources:
        - ⟦rolebinding⟧
        verbs:
        - get
      """),
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [⟦depoyments⟧, deployments]
        verbs: [get]
      """),
    LintExample.rules(
      """
      - apiGroups: [example.com]
        resources: [⟦"widgets, gadgets"⟧, ⟦Sprocket⟧]
        verbs: [get]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [configmaps]
        verbs: [get, list]
      """),
    LintExample.rules(
      """
      - apiGroups: [example.com]
        resources: [widget]
        verbs: [get, list]
      """),
  ]

  private struct Fault: Hashable {
    var resource: String
    var suggestion: String?
  }

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    let dead = context.deadGrants(of: role) { point -> Fault? in
      guard case .unknownResource(let suggestion) = point.judgement else { return nil }
      return Fault(resource: point.resource, suggestion: suggestion)
    }
    for grant in dead {
      let meant =
        grant.fault.suggestion.map { "; did you mean '\($0)'?" }
        ?? remark(on: grant.fault.resource)
      let isSpare = context.hasTwin(
        grant, in: role, groups: grant.fault.suggestion == nil ? [] : grant.part.apiGroups,
        resource: grant.fault.suggestion)
      found.report(
        "there is no resource '\(grant.fault.resource)' in "
          + "\(Words.groups(grant.part.apiGroups))\(meant)",
        at: grant.rule.range(of: .resources, [grant.fault.resource]), of: role.object,
        severity: isSpare ? .note : nil)
    }
  }

  /// What keeps a word from being the name of any resource.
  private static func remark(on resource: String) -> String {
    if !APITable.isOneWord(resource) { return ": write each as an entry of its own" }
    let isCapital = resource.contains(where: \.isUppercase)
    return isCapital ? ": resources are plurals in lower case" : ""
  }
}
