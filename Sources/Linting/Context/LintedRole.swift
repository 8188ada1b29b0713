// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Manifests
package import RBAC
package import YAMLSyntax

/// A role of the input, where it is written, and who has it.
package struct LintedRole: Sendable {
  /// Its place in `LintContext.policy.roles`.
  package let index: Int
  package let role: Role
  /// The object as the text has it.
  package let node: YAMLNode
  /// `ClusterRole 'x'`, `Role 'agents/x'`.
  package let title: String
  /// Its rules as written. Those of an aggregated ClusterRole are not what it grants: the server's
  /// controller overwrites them.
  package let rules: [LintedRule]
  /// The bindings that refer to it: places in `LintContext.bindings`.
  package let directBindings: [Int]
  /// The aggregated ClusterRoles that select it, as places in `LintContext.policy.roles`; those of
  /// Kubernetes itself (`admin`, `edit`, `view`) included.
  package let aggregatedInto: [Int]
  /// All bindings that give its rules to somebody, be it through an aggregated ClusterRole.
  package let bindings: [Int]
  /// Where its rules hold. A role that no binding of the input gives to anybody is judged as if it
  /// were bound: a ClusterRole everywhere, a Role in its namespace.
  package let scopes: [Scope]

  /// Whether a binding of the input gives its rules to somebody.
  package var isBound: Bool { !bindings.isEmpty }
  package var isAggregated: Bool { role.aggregationRule != nil }
  /// Whether its rules hold in all namespaces.
  package var isClusterWide: Bool { scopes.contains(.cluster) }

  package var object: Finding.Object {
    Finding.Object(
      apiVersion: node["apiVersion"]?.text ?? "", kind: role.kind.rawValue,
      namespace: role.namespace, name: role.name)
  }

  /// Where its name is written.
  package var nameRange: SourceRange { node.field("metadata.name")?.range ?? node.range }

  /// Everything its rules allow, wherever it is bound.
  package var atoms: AtomSet { AtomSet(role.rules, scope: .cluster) }
}
