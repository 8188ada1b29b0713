// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Manifests
import RBAC

/// Flags bindings to the account that pods have by default.
package struct DefaultServiceAccount: LintRule {
  package static let category = RuleCategory.references
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "A binding is for a service account named default"
  package static let why = """
    Every pod of the namespace that names no account runs under it, so all of them get the \
    permissions.
    """
  package static let remedy = """
    Make an account for the agent, name it in its pods (serviceAccountName), and bind that one.
    """
  package static let flagged = [
    LintExample.subjects(
      """
      - kind: ServiceAccount
        name: ⟦default⟧
        namespace: agents
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
      - kind: ServiceAccount
        name: ⟦default⟧

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
    for (position, subject) in binding.binding.subjects.enumerated() {
      guard let account = binding.account(of: subject), account.name == "default" else { continue }
      found.report(
        "every pod \(Scope.namespace(account.namespace).place ?? "") that names no service account "
          + "gets this "
          + binding.place,
        at: binding.range(ofSubject: position, "name"), of: binding.object,
        severity: binding.binding.kind == .clusterRoleBinding ? .error : nil)
    }
  }
}
