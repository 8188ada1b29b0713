// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags bindings to groups that everybody, or every pod, is in.
package struct SystemGroup: LintRule {
  package static let category = RuleCategory.references
  package static let severity = Diagnostic.Severity.error
  package static let summary = """
    A binding is for a group that all users, service accounts or nodes are in
    """
  package static let why = """
    Everybody who can log in is in system:authenticated, on some platforms anybody with an \
    account there; every pod, and whatever runs in one, is in system:serviceaccounts.
    """
  package static let remedy = "Bind the users, groups or service accounts that are meant."
  package static let flagged = [
    LintExample.subjects(
      """
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: ⟦system:authenticated⟧
      """),
    LintExample.subjects(
      """
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: ⟦system:serviceaccounts⟧
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: ⟦system:serviceaccounts:agents⟧
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
        name: system:basic-user
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: system:basic-user
      subjects:
      - apiGroup: rbac.authorization.k8s.io
        kind: Group
        name: system:authenticated

      """),
  ]

  package static func check(
    _ binding: LintedBinding, in context: LintContext, into found: inout RuleFindings
  ) {
    guard !context.isDefault(binding) else { return }
    for (position, subject) in binding.binding.subjects.enumerated() where subject.kind == "Group" {
      guard let (whom, severity) = members(of: subject.name) else { continue }
      found.report(
        "\(whom) get what the \(binding.binding.roleRef.kind) '\(binding.binding.roleRef.name)' "
          + "grants "
          + binding.place,
        at: binding.range(ofSubject: position, "name"), of: binding.object, severity: severity)
    }
  }
}

extension SystemGroup {
  private static func members(of group: String) -> (whom: String, severity: Diagnostic.Severity)? {
    switch group {
    case "system:authenticated": return ("all users and service accounts", .error)
    case "system:serviceaccounts": return ("all service accounts of all namespaces", .error)
    case "system:nodes": return ("all nodes", .warning)
    default:
      let prefix = "system:serviceaccounts:"
      guard group.hasPrefix(prefix), NameRules.isLabel(String(group.dropFirst(prefix.count)))
      else { return nil }
      return ("all service accounts of '\(group.dropFirst(prefix.count))'", .warning)
    }
  }
}
