// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// Flags bindings that give what another one gives.
package struct RedundantBinding: LintRule {
  package static let category = RuleCategory.hygiene
  package static let severity = Diagnostic.Severity.note
  package static let summary = "A subject has the same role by another binding already"
  package static let why = """
    Taking one binding away takes nothing away, which is found out when it matters.
    """
  package static let remedy = """
    Leave one of the bindings: the ClusterRoleBinding if it is to be in all namespaces.
    """
  package static let flagged = [
    LintExample(
      """
      \(ExampleDocument.clusterRole())
      ---
      \(ExampleDocument.clusterRoleBinding())
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: ⟦other⟧
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: example
      subjects:
      - kind: ServiceAccount
        name: example
        namespace: agents
      ---
      \(ExampleDocument.account)

      """),
    LintExample(
      """
      \(ExampleDocument.clusterRole())
      ---
      \(ExampleDocument.clusterRoleBinding())
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: ⟦other⟧
        namespace: agents
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: example
      subjects:
      - kind: ServiceAccount
        name: example
        namespace: agents
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
      """)
  ]

  package static func check(_ context: LintContext, into found: inout RuleFindings) {
    var holders: [Holding: LintedBinding] = [:]
    // The ones that reach furthest come first, whatever the order of the text.
    let all =
      context.bindings.filter { $0.binding.kind == .clusterRoleBinding }
      + context.bindings.filter { $0.binding.kind != .clusterRoleBinding }
    for binding in all where !binding.binding.subjects.isEmpty {
      let holdings = binding.binding.subjects.map { holding($0, by: binding) }
      let others = holdings.map { holding in
        [holding, holding.everywhere].compactMap { holders[$0] }.first { $0.title != binding.title }
      }
      for holding in holdings where holders[holding] == nil { holders[holding] = binding }
      guard let other = others.first ?? nil, others.allSatisfy({ $0 != nil }) else { continue }
      found.report(
        "\(binding.subjectWords) \(binding.binding.subjects.count == 1 ? "has" : "have") this "
          + "role by "
          + "\(other.title) already",
        at: binding.range(of: "metadata.name"), of: binding.object,
        notes: [Diagnostic.Note("it is bound here", at: other.range(of: "metadata.name"))])
    }
  }
}

extension RedundantBinding {
  private struct Holding: Hashable {
    var roleRef: RoleBinding.RoleRef
    var subject: Subject.Principal?
    var scope: Scope

    var everywhere: Holding {
      Holding(roleRef: roleRef, subject: subject, scope: .cluster)
    }
  }

  private static func holding(_ subject: Subject, by binding: LintedBinding) -> Holding {
    var reference = binding.binding.roleRef
    // The server takes an empty group for RBAC's own.
    reference.apiGroup = ""
    return Holding(
      roleRef: reference, subject: binding.binding.principal(of: subject),
      scope: binding.binding.scope)
  }
}
