// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags service accounts that are written as users or groups.
package struct ServiceAccountAsUser: LintRule {
  package static let category = RuleCategory.references
  package static let severity = Diagnostic.Severity.note
  package static let summary = "A service account is written as a user, or as a group"
  package static let why = """
    A service account is the user system:serviceaccount:NAMESPACE:NAME, and nothing checks what \
    is written there: with another form, or as a group, it is nobody.
    """
  package static let remedy = "Write a subject of kind ServiceAccount with its name and namespace."
  package static let flagged = [
    LintExample.subjects(
      """
      - apiGroup: rbac.authorization.k8s.io
        kind: User
        name: ⟦system:serviceaccount:agents:example⟧
      """),
    LintExample.subjects(
      """
      - apiGroup: rbac.authorization.k8s.io
        kind: User
        name: ⟦system:serviceaccount:example⟧
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: ⟦system:serviceaccount:agents:example⟧
      """),
  ]
  package static let accepted = [
    LintExample.subjects(
      """
      - kind: ServiceAccount
        name: example
        namespace: agents
      """)
  ]

  package static func check(
    _ binding: LintedBinding, in context: LintContext, into found: inout RuleFindings
  ) {
    for (position, subject) in binding.binding.subjects.enumerated()
    where subject.kind != "ServiceAccount" && subject.name.hasPrefix("system:serviceaccount:") {
      let isAccount = subject.kind == "User" && User(name: subject.name).serviceAccount != nil
      found.report(
        isAccount
          ? "this user is a service account, and reads better as one"
          : "nobody is the \(subject.kind.lowercased()) '\(subject.name)'",
        at: binding.range(of: "subjects[\(position)].name"), of: binding.object,
        severity: isAccount ? nil : .error)
    }
  }
}
