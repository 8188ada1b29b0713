// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags bindings to users who did not log in.
package struct AnonymousSubject: LintRule {
  package static let category = RuleCategory.references
  package static let severity = Diagnostic.Severity.error
  package static let summary = "A binding is for users who did not log in"
  package static let why = """
    Requests without credentials are those of system:anonymous in system:unauthenticated: \
    whoever reaches the API server gets the permissions, from the internet where it is reachable \
    from there.
    """
  package static let remedy = """
    Bind the users or groups that are meant; health checks without credentials are granted by \
    system:public-info-viewer already.
    """
  package static let flagged = [
    LintExample.subjects(
      """
      - apiGroup: rbac.authorization.k8s.io
        kind: User
        name: ⟦system:anonymous⟧
      """),
    LintExample(
      """
      \(ExampleDocument.role)
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: example
        namespace: agents
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: Role
        name: example
      subjects:
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: developers
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: ⟦system:unauthenticated⟧

      """),
  ]
  package static let accepted = [
    LintExample.subjects(
      """
      - apiGroup: rbac.authorization.k8s.io
        kind: User
        name: jane
      """),
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: system:public-info-viewer
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: system:public-info-viewer
      subjects:
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: system:unauthenticated

      """),
  ]

  package static func check(
    _ binding: LintedBinding, in context: LintContext, into found: inout RuleFindings
  ) {
    guard !context.isDefault(binding) else { return }
    for (position, subject) in binding.binding.subjects.enumerated() {
      let isAnonymous =
        (subject.kind == "User" && subject.name == User.anonymous)
        || (subject.kind == "Group" && subject.name == User.unauthenticated)
      guard isAnonymous else { continue }
      found.report(
        "whoever reaches the API server gets what the \(binding.binding.roleRef.kind) "
          + "'\(binding.binding.roleRef.name)' grants \(binding.place), without logging in",
        at: binding.range(ofSubject: position, "name"), of: binding.object)
    }
  }
}
