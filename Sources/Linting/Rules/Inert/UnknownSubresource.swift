// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI
import RBAC

/// Flags subresources that a resource does not have.
package struct UnknownSubresource: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.error
  package static let summary = "A subresource is granted that its resource does not have"
  package static let why = """
    A star after the slash is a letter like any other: pods/* and */* match no request, nor does \
    a subresource that is not served, such as configmaps/status.
    """
  package static let remedy = """
    Name each subresource (pods/log, pods/exec), or write */log for that of every resource.
    """
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods, ⟦"pods/*"⟧]
        verbs: [get]
      """),
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: [⟦"*/*"⟧]
        verbs: [get]
      - apiGroups: [""]
        resources: [⟦configmaps/status⟧, ⟦pods/logs⟧]
        verbs: [get]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods, pods/log]
        verbs: [get]
      """),
    LintExample.rules(
      """
      - apiGroups: [apps]
        resources: ["*/scale"]
        verbs: [get]
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
      guard case .unknownSubresource(let suggestion) = point.judgement else { return nil }
      return Fault(resource: point.resource, suggestion: suggestion)
    }
    for grant in dead {
      let resource = grant.fault.resource
      let why =
        resource.hasSuffix("/*")
        ? "'\(resource)' is a word that names no subresource: a star stands for resources only"
        : "there is no subresource '\(resource)' in \(Words.groups(grant.part.apiGroups))"
      let meant = grant.fault.suggestion.map { "; did you mean '\($0)'?" } ?? ""
      found.report(
        why + meant, at: grant.rule.range(of: .resources, [resource]), of: role.object,
        severity: isSpare(grant, by: role, context) ? .note : nil)
    }
  }
}

extension UnknownSubresource {
  /// `*` grants what `*/*` was meant for, and what `pods/*` was.
  private static func isSpare(
    _ grant: DeadGrant<Fault>, by role: LintedRole, _ context: LintContext
  ) -> Bool {
    if let suggestion = grant.fault.suggestion {
      return context.hasTwin(
        grant, in: role, groups: grant.part.apiGroups, resource: suggestion)
    }
    let isStar = grant.fault.resource.hasSuffix("/*")
    return context.hasTwin(
      grant, in: role, groups: isStar ? grant.part.apiGroups : [], resource: isStar ? "*" : nil)
  }
}
