// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Manifests
package import RBAC
package import YAMLSyntax

/// A role of the input, where it is written, and who has it.
package final class LintedRole: Sendable {
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
  /// Whether an aggregated ClusterRole selects it, be it one of Kubernetes itself (`admin`, `edit`,
  /// `view`).
  package let isAggregatedInto: Bool
  /// Where its rules hold. A role that no binding of the input gives to anybody is judged as if it
  /// were bound: a ClusterRole everywhere, a Role in its namespace.
  package let scopes: [Scope]
  /// Whether its rules hold in all namespaces.
  package let isClusterWide: Bool

  let holders: RoleHolders
  let overlap = Lazy<RoleOverlap>()
  let grants = Lazy<GrantedVerbs>()
  let grantsForSomeName = Lazy<GrantedVerbs>()
  /// Its rules as a list that can be edited.
  let rulesText = Lazy<EditableList?>()

  init(
    _ role: Role, at index: Int, node: YAMLNode, title: String, directBindings: [Int],
    isAggregatedInto: Bool, holders: RoleHolders
  ) {
    self.index = index
    self.role = role
    self.node = node
    self.title = title
    self.directBindings = directBindings
    self.isAggregatedInto = isAggregatedInto
    self.holders = holders
    let nodes = node["rules"].map { Array($0.elements) } ?? []
    rules = role.rules.enumerated().map { number, rule in
      LintedRule(
        index: number, rule: rule,
        node: number < nodes.count && nodes[number].kind == .mapping ? nodes[number] : node)
    }
    scopes = holders.scopes.isEmpty ? [role.scope] : holders.scopes
    isClusterWide = scopes.contains(.cluster)
  }

  /// All bindings that give its rules to somebody, be it through an aggregated ClusterRole.
  package var bindings: [Int] { holders.bindings }
  /// Whether a binding of the input gives its rules to somebody.
  package var isBound: Bool { !bindings.isEmpty }
  package var isAggregated: Bool { role.aggregationRule != nil }

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
