// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC
import YAMLSyntax

/// Flags subjects that a binding has twice.
package struct RepeatedSubject: LintRule {
  package static let category = RuleCategory.hygiene
  package static let severity = Diagnostic.Severity.note
  package static let summary = "A binding has the same subject twice"
  package static let why = "Whoever takes the first out believes that the permission is gone."
  package static let remedy = "Leave one of them."
  package static let flagged = [
    LintExample.subjects(
      """
      - kind: ServiceAccount
        name: example
        namespace: agents
      - ⟦kind: ServiceAccount
        name: example
        namespace: agents⟧
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
        name: example
      - ⟦kind: ServiceAccount
        name: example
        namespace: agents⟧
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

  package static func check(
    _ binding: LintedBinding, in context: LintContext, into found: inout RuleFindings
  ) {
    var seen: Set<Subject.Principal> = []
    let text = Lazy<EditableList?>()
    for (position, subject) in binding.binding.subjects.enumerated() {
      guard let principal = binding.binding.principal(of: subject),
        !seen.insert(principal).inserted
      else { continue }
      found.report(
        "\(subject.title(inBindingOf: binding.binding.namespace)) is a subject already",
        at: binding.range(ofSubject: position), of: binding.object,
        fix: text.value { binding.node["subjects"].flatMap { EditableList($0) } }?
          .removal(of: [position]).map {
            Fix("take the second one out", edits: $0)
          })
    }
  }
}
