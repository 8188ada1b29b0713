// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags bindings to the group that is never asked for permissions.
package struct MastersGroup: LintRule {
  package static let category = RuleCategory.references
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "A binding is for the group system:masters"
  package static let why = """
    Members of that group may do everything before RBAC is asked, so the binding grants nothing, \
    and taking it away takes nothing away.
    """
  package static let remedy = """
    Leave it out; bind a group of your own, whose permissions can be taken back.
    """
  package static let flagged = [
    LintExample.subjects(
      """
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: ⟦system:masters⟧
      """),
    LintExample.subjects(
      """
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: developers
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: ⟦system:masters⟧
      """),
  ]
  package static let accepted = [
    LintExample.subjects(
      """
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: developers
      """),
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: cluster-admin
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: cluster-admin
      subjects:
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: system:masters

      """),
  ]

  package static func check(
    _ binding: LintedBinding, in context: LintContext, into found: inout RuleFindings
  ) {
    guard !context.isDefault(binding) else { return }
    for (position, subject) in binding.binding.subjects.enumerated()
    where subject.kind == "Group" && subject.name == "system:masters" {
      found.report(
        "members of 'system:masters' may do everything without this binding",
        at: binding.range(ofSubject: position, "name"), of: binding.object)
    }
  }
}
