// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI
import RBAC

/// Flags resources that Kubernetes no longer serves.
package struct RemovedResource: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.error
  package static let summary = """
    A resource is granted that the target version of Kubernetes no longer serves
    """
  package static let why = """
    Requests go to the group that has the resource now, and the old one's grant does not allow \
    them: after an upgrade the permission is gone.
    """
  package static let remedy = """
    Grant the resource in the group that has it now; keep the old one only for as long as old \
    clusters are to be served.
    """
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [extensions]
        resources: [⟦ingresses⟧]
        verbs: [get, list]
      """),
    LintExample.rules(
      """
      - apiGroups: [policy]
        resources: [poddisruptionbudgets, ⟦podsecuritypolicies⟧]
        verbs: [get, list]
      """),
    LintExample.rules(
      """
      - apiGroups: [extensions, networking.k8s.io]
        resources: [⟦ingresses⟧]
        verbs: [get, list]
      """),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [networking.k8s.io]
        resources: [ingresses]
        verbs: [get, list]
      """),
    LintExample.rules(
      """
      - apiGroups: [policy]
        resources: [podsecuritypolicies]
        resourceNames: [example]
        verbs: [use]
      """, versions: KubernetesVersion(minor: 20)...KubernetesVersion(minor: 20)),
  ]

  private struct Fault: Hashable {
    var since: KubernetesVersion
    var now: [String]
  }

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    let dead = context.deadGrants(of: role) { point -> Fault? in
      guard case .removed(let since, let now) = point.judgement else { return nil }
      return Fault(since: since, now: now)
    }
    for grant in dead {
      let fault = grant.fault
      let now = fault.now.isEmpty ? "" : "; it is in \(Words.groups(fault.now)) now"
      found.report(
        "\(Words.list(grant.part.resources)) in \(Words.groups(grant.part.apiGroups)) was "
          + "removed in "
          + "Kubernetes \(fault.since)\(now)",
        at: grant.rule.range(of: .resources, grant.part.resources), of: role.object,
        severity: context.hasTwin(grant, in: role, groups: fault.now)
          ? .note : fault.now.isEmpty ? .warning : nil)
    }
  }
}
