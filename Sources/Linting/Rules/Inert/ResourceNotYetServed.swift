// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI
import RBAC

/// Flags resources that come with later versions of Kubernetes.
package struct ResourceNotYetServed: LintRule {
  package static let category = RuleCategory.inert
  package static let severity = Diagnostic.Severity.warning
  package static let summary = """
    A resource is granted that the target version of Kubernetes does not serve yet
    """
  package static let why = """
    Until the cluster is upgraded the grant allows nothing, and whatever relies on it fails.
    """
  package static let remedy = """
    Say which versions are meant (kubernetes in .rolefit.yaml), or grant what those versions \
    serve too.
    """
  package static let flagged = [
    LintExample.rules(
      """
      - apiGroups: [authentication.k8s.io]
        resources: [users]
        resourceNames: [jane]
        verbs: [⟦"impersonate:user-info"⟧]
      """, versions: KubernetesVersion(minor: 30)...KubernetesVersion(minor: 30)),
    LintExample.rules(
      """
      - apiGroups: [admissionregistration.k8s.io]
        resources: [⟦validatingadmissionpolicies⟧]
        verbs: [get, list]
      """, versions: KubernetesVersion(minor: 20)...KubernetesVersion(minor: 20)),
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods, ⟦pods/resize⟧]
        verbs: [get, patch]
      """, versions: KubernetesVersion(minor: 24)...KubernetesVersion(minor: 24)),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [admissionregistration.k8s.io]
        resources: [validatingadmissionpolicies]
        verbs: [get, list]
      """)
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    checkVirtual(role, in: context, into: &found)
    let dead = context.deadGrants(of: role) { point -> KubernetesVersion? in
      guard case .notYetServed(let since) = point.judgement else { return nil }
      return since
    }
    for grant in dead {
      found.report(
        "\(Words.list(grant.part.resources)) in \(Words.groups(grant.part.apiGroups)) "
          + "\(grant.part.resources.count == 1 ? "is" : "are") served since Kubernetes "
          + "\(grant.fault) only",
        at: grant.rule.range(of: .resources, grant.part.resources), of: role.object,
        severity: context.hasTwin(grant, in: role, groups: []) ? .note : nil)
    }
  }

  /// What no server serves, and what the authorizer is asked about in later versions.
  private static func checkVirtual(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    let dead = context.deadGrants(of: role) { point -> KubernetesVersion? in
      guard case .notYetAsked(let since) = point.judgement else { return nil }
      return since
    }
    for grant in dead {
      found.report(
        "\(Words.list(grant.part.verbs)) on \(Words.list(grant.part.resources)) is asked for since "
          + "Kubernetes \(grant.fault) only",
        at: grant.rule.range(of: .verbs, grant.part.verbs), of: role.object)
    }
  }
}
