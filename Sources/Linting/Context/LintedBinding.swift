// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Manifests
package import RBAC
package import YAMLSyntax

/// A binding of the input, and where it is written.
package final class LintedBinding: Sendable {
  /// Its place in `LintContext.bindings` and in `LintContext.policy.bindings`.
  package let index: Int
  package let binding: RoleBinding
  /// The object as the text has it.
  package let node: YAMLNode
  /// `ClusterRoleBinding 'x'`, `RoleBinding 'agents/x'`.
  package let title: String
  /// The role it refers to, as a place in `LintContext.policy.roles`; `nil` where neither the input
  /// nor Kubernetes itself has it.
  package let role: Int?

  private let subjects = Lazy<[YAMLNode]>()

  init(index: Int, binding: RoleBinding, node: YAMLNode, title: String, role: Int?) {
    self.index = index
    self.binding = binding
    self.node = node
    self.title = title
    self.role = role
  }

  package var object: Finding.Object {
    Finding.Object(
      apiVersion: node["apiVersion"]?.text ?? "", kind: binding.kind.rawValue,
      namespace: binding.namespace, name: binding.name)
  }

  /// Where a field is written, such as `roleRef.name`; what would hold it where it is
  /// absent.
  package func range(of field: String) -> SourceRange { node.field(field)?.range ?? node.range }

  /// Where a subject is written, or a field of it; what would hold it where it is absent.
  package func range(ofSubject position: Int, _ field: String? = nil) -> SourceRange {
    let all = subjects.value { node["subjects"].map { Array($0.elements) } ?? [] }
    guard all.indices.contains(position) else { return range(of: "subjects") }
    return (field.flatMap { all[position][$0] } ?? all[position]).range
  }
}
