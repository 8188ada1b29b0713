// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Manifests
package import RBAC
package import YAMLSyntax

/// A binding of the input, and where it is written.
package struct LintedBinding: Sendable {
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

  package var object: Finding.Object {
    Finding.Object(
      apiVersion: node["apiVersion"]?.text ?? "", kind: binding.kind.rawValue,
      namespace: binding.namespace, name: binding.name)
  }

  /// Where a field is written, such as `roleRef.name` or `subjects[0].name`; what would hold it
  /// where it is absent.
  package func range(of field: String) -> SourceRange { node.field(field)?.range ?? node.range }
}
