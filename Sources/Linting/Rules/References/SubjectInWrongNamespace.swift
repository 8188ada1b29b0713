// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Manifests
import RBAC

/// Flags subjects in a namespace whose account is in another.
package struct SubjectInWrongNamespace: LintRule {
  package static let category = RuleCategory.references
  package static let severity = Diagnostic.Severity.error
  package static let summary = """
    A binding is for a service account in a namespace where it is not, though another namespace \
    of the input has one of that name
    """
  package static let why = """
    An account is its namespace and its name: the binding grants nothing to the account that was \
    meant, and everything to whoever makes one of that name in the other namespace.
    """
  package static let remedy = """
    Write the namespace of the account; a RoleBinding may be for an account of another \
    namespace.
    """
  package static let flagged = [
    LintExample.subjects(
      """
      - kind: ServiceAccount
        name: example
        namespace: ⟦default⟧
      """),
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata:
        name: example
        namespace: shop
      rules:
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list, watch]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: example
        namespace: shop
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: Role
        name: example
      subjects:
      - kind: ServiceAccount
        name: ⟦example⟧
      ---
      \(ExampleDocument.account)

      """),
  ]
  package static let accepted = [
    LintExample.subjects(
      """
      - kind: ServiceAccount
        name: example
        namespace: agents
      """),
    LintExample(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata:
        name: example
        namespace: shop
      rules:
      - apiGroups: [apps]
        resources: [deployments]
        verbs: [get, list, watch]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: example
        namespace: shop
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: Role
        name: example
      subjects:
      - kind: ServiceAccount
        name: example
        namespace: agents
      ---
      \(ExampleDocument.account)

      """),
  ]

  package static func check(
    _ binding: LintedBinding, in context: LintContext, into found: inout RuleFindings
  ) {
    for (position, subject) in binding.binding.subjects.enumerated() {
      guard let account = binding.account(of: subject), account.name != "default",
        !context.serviceAccounts.contains(account),
        context.accounts.names[account.namespace] == nil,
        !context.mayBeUnplaced(account),
        let homes = context.accounts.namespaces[account.name]
      else { continue }
      let field = subject.namespace.isEmpty ? "name" : "namespace"
      found.report(
        "the service account '\(account.name)' is in \(Words.list(homes)), not in "
          + "'\(account.namespace)'",
        at: binding.range(ofSubject: position, field), of: binding.object)
    }
  }
}
